//! The scores of rows, and the reasons for them.

use super::heap::Group;
use super::tree::Tree;
use super::{IsolationForestState, narrow, oblique, single, wide};
use crate::component::Context;
use crate::error::Result;

/// The sum of the ways of each row decides its score.
pub(super) fn score(state: &IsolationForestState, columns: &[&[f64]], rows: usize, ctx: &Context) -> Result<Vec<f64>> {
    if let Some(planes) = &state.planes {
        return oblique::score(state, planes, columns, rows, ctx);
    }
    if rows < 64 {
        return ctx.map(rows, |row| {
            let way = |tree: &Tree| tree.leaf(0, |feature| single(columns[feature as usize][row])).way;
            Ok(state.score_of(state.trees.iter().map(way).sum()))
        });
    }
    // Ranks pay off where many trees share few columns.
    if 4 * columns.len() <= state.trees.len() && columns.len() <= narrow::WINDOW {
        let groups = Group::all(&state.trees, narrow::levels(state.samples));
        return Ok(narrow::score(state, &groups, columns, rows, ctx)?.concat());
    }
    Ok(wide::score(state, columns, rows, ctx)?.concat())
}

/// What each cut took off the expected way, added up by column.
pub(super) fn explain(
    state: &IsolationForestState,
    columns: &[&[f64]],
    rows: usize,
    ctx: &Context,
) -> Result<Vec<Vec<f64>>> {
    let scale = state.scale();
    let rows = ctx.map(rows, |row| {
        let mut added = vec![0.0; columns.len()];
        for tree in &state.trees {
            match &state.planes {
                Some(planes) => oblique::explain(planes, tree, columns, row, &mut added),
                None => tree.walk(
                    |feature| single(columns[feature as usize][row]),
                    |feature, less| added[feature as usize] += less,
                ),
            }
        }
        added.iter_mut().for_each(|added| *added = if scale > 0.0 { *added / scale } else { 0.0 });
        Ok(added)
    })?;
    Ok((0..columns.len()).map(|column| rows.iter().map(|row| row[column]).collect()).collect())
}
