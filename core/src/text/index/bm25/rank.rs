//! The best texts for a query.

use super::super::best::{Best, Ranked};
use super::state::Bm25State;
use crate::component::{Context, Hit};
use crate::data::Strings;
use crate::error::Result;
use crate::text::analyze::Scratch;

/// A term of a query: its number, and how often the query has it.
type Term = (u32, f32);

/// Sums that live from query to query.
struct Sums {
    of: Vec<f32>,
    /// The texts whose sum is not 0.
    touched: Vec<u32>,
}

/// So many queries share the memory of a thread.
const TOGETHER: usize = 64;
/// Sums of few 32-bit numbers are this exact, with room to spare.
const SLACK: f32 = 1.0 - 1e-4;

impl Bm25State {
    pub(super) fn rank(
        &self,
        queries: &Strings,
        k: usize,
        allowed: Option<&[bool]>,
        ctx: &Context,
    ) -> Result<Vec<Vec<Hit>>> {
        let all = crate::component::IndexState::len(self);
        let found = ctx.map(queries.len().div_ceil(TOGETHER), |part| {
            let mut sums = Sums { of: vec![0.0; all], touched: Vec::new() };
            let (mut scratch, mut hits) = (Scratch::default(), Vec::new());
            for query in part * TOGETHER..queries.len().min((part + 1) * TOGETHER) {
                ctx.check()?;
                let terms = self.query_terms(queries.get(query).unwrap_or_default(), &mut scratch);
                hits.push(self.best(&terms, k, allowed, &mut sums));
            }
            Ok(hits)
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    /// The known terms of a query, those that can count most first.
    fn query_terms(&self, query: &str, scratch: &mut Scratch) -> Vec<Term> {
        let mut numbers = Vec::new();
        self.analysis.grams(query, scratch, |gram| numbers.extend(self.terms.get_gram(gram)));
        numbers.sort_unstable();
        let mut terms: Vec<Term> = numbers.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f32)).collect();
        let most = |term: &Term| self.greatest[term.0 as usize] * term.1;
        terms.sort_by(|a, b| most(b).total_cmp(&most(a)).then(a.0.cmp(&b.0)));
        terms
    }

    fn best(&self, terms: &[Term], k: usize, allowed: Option<&[bool]>, sums: &mut Sums) -> Vec<Hit> {
        let may = |text: u32| allowed.is_none_or(|allowed| allowed[text as usize]);
        // What this and all later terms can add.
        let mut rest: Vec<f32> = terms
            .iter()
            .rev()
            .scan(0.0, |sum, &(term, times)| {
                *sum += self.greatest[term as usize] * times;
                Some(*sum)
            })
            .collect();
        rest.reverse();
        let (mut next, mut bar) = (0, 0f32);
        while next < terms.len() {
            // A text that has none of the terms so far cannot win any more where the rest adds less than the k-th best has.
            let long = self.lists.of(terms[next].0).len() > 4 * k;
            if next > 0 && long && sums.touched.len() >= k {
                bar = bar.max(self.bar(k, &may, sums));
                if rest[next] < bar * SLACK {
                    break;
                }
            }
            self.add(terms[next], sums);
            next += 1;
        }
        let mut candidates = std::mem::take(&mut sums.touched);
        if next < terms.len() {
            let left = rest[next];
            let could = |text: &u32| sums.of[*text as usize] + left >= bar * SLACK && may(*text);
            let mut few: Vec<u32> = candidates.iter().copied().filter(could).collect();
            few.sort_unstable();
            for &term in &terms[next..] {
                self.look_up(term, &few, sums);
            }
            let best = self.take(few.into_iter(), k, terms, sums);
            candidates.iter().for_each(|&text| sums.of[text as usize] = 0.0);
            candidates.clear();
            sums.touched = candidates;
            return best;
        }
        let best = self.take(candidates.iter().copied().filter(|&text| may(text)), k, terms, sums);
        candidates.iter().for_each(|&text| sums.of[text as usize] = 0.0);
        candidates.clear();
        sums.touched = candidates;
        best
    }

    /// Adds a term to the sums of all texts that have it.
    fn add(&self, (term, times): Term, sums: &mut Sums) {
        let range = self.lists.of(term);
        for (&text, &impact) in self.lists.texts[range.clone()].iter().zip(&self.impacts[range]) {
            let sum = &mut sums.of[text as usize];
            if *sum == 0.0 {
                sums.touched.push(text);
            }
            *sum += impact * times;
        }
    }

    /// Adds a term to the sums of some texts, in order, that are looked up in its list.
    fn look_up(&self, (term, times): Term, few: &[u32], sums: &mut Sums) {
        let range = self.lists.of(term);
        let (texts, impacts) = (&self.lists.texts[range.clone()], &self.impacts[range]);
        let mut from = 0;
        for &text in few {
            // Steps that double, then halves: what is looked for is near.
            let mut step = 1;
            while from + step < texts.len() && texts[from + step] < text {
                step *= 2;
            }
            let end = (from + step + 1).min(texts.len());
            from += texts[from..end].partition_point(|&other| other < text);
            if from == texts.len() {
                return;
            }
            if texts[from] == text {
                sums.of[text as usize] += impacts[from] * times;
            }
        }
    }

    /// The k-th best sum so far.
    fn bar(&self, k: usize, may: &impl Fn(u32) -> bool, sums: &Sums) -> f32 {
        let allowed = sums.touched.iter().copied().filter(|&text| may(text));
        let mut scores: Vec<f32> = allowed.map(|text| sums.of[text as usize]).collect();
        if scores.len() < k {
            return 0.0;
        }
        *scores.select_nth_unstable_by(k - 1, |a, b| b.total_cmp(a)).1
    }

    fn take(&self, texts: impl Iterator<Item = u32>, k: usize, terms: &[Term], sums: &Sums) -> Vec<Hit> {
        let mut best = Best::new(k);
        texts.for_each(|row| best.offer(Ranked { score: sums.of[row as usize], row }));
        let absent: f64 =
            terms.iter().map(|&(term, times)| f64::from(self.absent[term as usize]) * f64::from(times)).sum();
        // The smallest number there is stands for 0 in the lists.
        let score = |score: f64| if score < 1e-30 { absent } else { score + absent };
        best.into_hits().into_iter().map(|(row, near)| (row, score(near))).collect()
    }
}
