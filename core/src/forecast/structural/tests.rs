//! Numbers of the reference, and what must hold of any fit.

use super::filter::{Filter, Variances};
use super::*;
use crate::component::{ForecastState, Request, Store};
use crate::data::Panel;
use crate::forecast::samples::{AIR_PASSENGERS, altered, close_to};

fn without(gaps: &[usize]) -> Vec<f64> {
    let mut y = AIR_PASSENGERS.to_vec();
    gaps.iter().for_each(|&gap| y[gap] = f64::NAN);
    y
}

fn fit(component: &Structural, y: &[f64]) -> StructuralState {
    component.fit_series(Series::new(y), &Context::new()).unwrap().state
}

fn local_level() -> Structural {
    Structural::default()
}

fn local_trend() -> Structural {
    Structural::default().trend(Movement::Stochastic)
}

/// The model, missing values, variances of irregular, level, trend and season; the log likelihood there, forecasts 1, 2,
/// 13 and 14 steps on and their variances; the best log likelihood of three of its optimisers, each followed by "nm".
struct Case {
    component: Structural,
    gaps: &'static [usize],
    variances: [f64; 4],
    loglik: f64,
    mean: [f64; 4],
    variance: [f64; 4],
    best: f64,
}

/// statsmodels 0.14: `UnobservedComponents(y, use_exact_diffuse=True, ..)`, `.smooth(variances)` and `.fit(..)`.
fn cases() -> Vec<Case> {
    let fixed = Movement::Fixed;
    vec![
        Case {
            component: local_level(),
            gaps: &[],
            variances: [150.0, 80.0, 0.0, 0.0],
            loglik: -204.4498527375398,
            mean: [191.04422537765544; 4],
            variance: [306.61903789727626, 386.61903789727626, 1266.6190378972763, 1346.6190378972763],
            best: -197.88553696581727,
        },
        Case {
            component: local_level().trend(fixed),
            gaps: &[],
            variances: [150.0, 80.0, 0.0, 0.0],
            loglik: -203.42295162141554,
            mean: [194.2171724698974, 195.83789349326167, 213.66582475026863, 215.2865457736329],
            variance: [313.42001992655605, 402.1422607410586, 1612.3136254508734, 1743.6225418563372],
            best: -196.75788339648375,
        },
        Case {
            component: local_trend(),
            gaps: &[],
            variances: [150.0, 80.0, 3.0, 0.0],
            loglik: -204.6378421149409,
            mean: [188.94978589222293, 187.79779131110226, 175.12585091877483, 173.97385633765415],
            variance: [365.0570614948884, 533.739285933, 6876.64730766529, 8017.221087178504],
            best: -196.75788339648653,
        },
        Case {
            component: local_trend().season_length(12),
            gaps: &[],
            variances: [10.0, 60.0, 0.5, 4.0],
            loglik: -145.1315531058147,
            mean: [196.47901079622363, 204.52490386336714, 220.80928232433334, 228.85517539147688],
            variance: [139.88133664403352, 227.64687698203005, 2255.805625022021, 2574.789904295909],
            best: -138.7118381491467,
        },
        Case {
            component: local_level().season_length(12).harmonics(6),
            gaps: &[],
            variances: [10.0, 60.0, 0.0, 4.0],
            loglik: -172.87499712086543,
            mean: [191.65325374016558, 200.22720384009367, 191.65325374016558, 200.22720384009364],
            variance: [547.8485875956496, 606.8940824435894, 1555.8485875956494, 1614.8940824435895],
            best: -150.86877162130887,
        },
        Case {
            component: local_trend().season_length(12).harmonics(3),
            gaps: &[],
            variances: [10.0, 60.0, 0.5, 4.0],
            loglik: -171.75019698081067,
            mean: [213.44084776652826, 223.53660253371658, 245.32574450380687, 255.42149927099518],
            variance: [216.49031432354968, 517.344805758542, 2574.6344656214355, 3242.088955738792],
            best: -159.1515386155936,
        },
        Case {
            component: local_trend().level(fixed),
            gaps: &[],
            variances: [30.0, 0.0, 3.0, 0.0],
            loglik: -295.74597084124025,
            mean: [178.24804704013764, 170.72937732722602, 88.02401048519823, 80.50534077228662],
            variance: [67.12505633435183, 106.35487762789526, 3487.88194072622, 4219.475221814189],
            best: -204.47135608624356,
        },
        Case {
            component: local_level().level(fixed).season_length(4),
            gaps: &[],
            variances: [30.0, 0.0, 0.0, 3.0],
            loglik: -949.6165626772265,
            mean: [148.3689751069665, 156.7711156775606, 148.3689751069665, 156.7711156775606],
            variance: [44.67675663513564, 45.468965340517926, 62.676756635135646, 63.46896534051793],
            best: -227.35768754112348,
        },
        Case {
            component: local_trend().season_length(12),
            gaps: &[3, 20, 21, 40],
            variances: [10.0, 60.0, 0.5, 4.0],
            loglik: -131.4866496209335,
            mean: [196.4248643046908, 204.41199851410946, 220.09147792826843, 228.07861213768706],
            variance: [139.89043267823934, 227.6541039351241, 2256.0281471488825, 2575.0585578309347],
            best: -124.9969282597969,
        },
        Case {
            component: local_trend().season_length(4),
            gaps: &[0, 2, 13],
            variances: [10.0, 60.0, 0.5, 4.0],
            loglik: -207.8642602627231,
            mean: [177.31998509367628, 182.36618102264802, 175.99582252025442, 181.04201844922616],
            variance: [130.57164294849056, 206.57927466350895, 2240.953293387146, 2536.9736298685166],
            best: -181.30663928601962,
        },
    ]
}

#[test]
fn likelihood_and_forecasts_of_statsmodels() {
    for case in cases() {
        let y = without(case.gaps);
        let system = System::new(case.component.model(48).unwrap().0);
        let [irregular, level, slope, season] = case.variances;
        let variances = Variances { irregular, level, slope, season };
        let mut filter = Filter::new(system.form.size());
        assert!(filter.run(&system, &variances, &y) && filter.unknown == 0);
        // The likelihood at these variances, not at the best multiple of them.
        let tau = std::f64::consts::TAU;
        let loglik = -0.5 * (filter.observed as f64 * libm::log(tau) + filter.logs + filter.squares);
        close_to(&[loglik], &[case.loglik], 1e-9);
        for step in 0..14 {
            if let Some(at) = [0, 1, 12, 13].iter().position(|&own| own == step) {
                close_to(&[filter.expected(&system)], &[case.mean[at]], 1e-8);
                close_to(&[filter.variance(&system, &variances)], &[case.variance[at]], 1e-8);
            }
            filter.advance(&system, &variances);
        }
    }
}

#[test]
fn the_likelihood_is_no_worse_than_that_of_statsmodels() {
    for case in cases() {
        let state = fit(&case.component, &without(case.gaps));
        assert!(state.loglik() > case.best - 1e-5, "{:?}: {} and {}", case.component, state.loglik(), case.best);
    }
}

#[test]
fn an_update_is_the_filter_over_the_whole_series() {
    let component = local_trend().season_length(4).harmonics(2);
    let y = without(&[5, 30, 44]);
    let part = fit(&component, &y[..40]);
    let (mut one, mut many) = (part.clone(), part.clone());
    one.update(Series::new(&y[40..42])).unwrap();
    one.update(Series::new(&y[42..])).unwrap();
    many.update(Series::new(&y[40..])).unwrap();
    assert_eq!(one, many);
    let moving = component.model(48).unwrap().1;
    let whole = StructuralState::of(part.system, part.variances, moving, &y).unwrap().0;
    assert_eq!((&whole.filter.states, &whole.filter.covariance), (&one.filter.states, &one.filter.covariance));
    assert_eq!(whole.loglik(), one.loglik());
    let ask = |state: &StructuralState| state.forecast(Request { h: 9, levels: &[80.0], future: &[] }).unwrap();
    let back = altered(&one, |_| ()).unwrap();
    assert_eq!(ask(&back), ask(&one));
    let plain = one.forecast(Request { h: 9, levels: &[], future: &[] }).unwrap();
    assert_eq!(plain.mean, ask(&one).mean);
}

#[test]
fn what_cannot_have_been_stored_is_refused() {
    let state = fit(&local_trend().season_length(4), &AIR_PASSENGERS);
    let numbers: [(&str, f64); 6] = [
        ("level", 0.5),
        ("trend", f64::NAN),
        ("sigma2_level", 1.0),
        ("irregular_share", -0.1),
        ("squares", -1.0),
        ("loglik", 0.0),
    ];
    for (name, value) in numbers {
        let change = |store: &mut Store| store.put(&format!("state.{name}"), &[value]);
        assert_eq!(altered(&state, change).unwrap_err().code(), "kp.corrupt_model", "{name}");
    }
    for (name, value) in [("season_length", 5), ("harmonics", 1), ("observed", 47), ("variances", 0), ("counted", 0)] {
        let change = |store: &mut Store| store.put(&format!("state.{name}"), &[value as i64]);
        assert_eq!(altered(&state, change).unwrap_err().code(), "kp.corrupt_model", "{name}");
    }
    let change = |store: &mut Store| store.put("state.covariance.values", &[f64::NAN; 15]);
    assert_eq!(altered(&state, change).unwrap_err().code(), "kp.corrupt_model");
}

#[test]
fn short_gapped_and_constant_series() {
    let panel = |y: &[f64]| Panel::from_values(y).unwrap();
    let error = local_level().fit(&panel(&[1.0, f64::NAN, 2.0])).unwrap_err();
    assert_eq!((error.code(), error.context()["needed"].as_str()), ("kp.not_enough_data", "3"));
    // One place in the season is never seen.
    let y: Vec<f64> = (0..40).map(|t| if t % 4 == 1 { f64::NAN } else { f64::from(t) }).collect();
    let error = local_level().season_length(4).fit(&panel(&y)).unwrap_err();
    assert_eq!(error.code(), "kp.not_enough_data");
    let error = local_level().season_length(5).harmonics(3).fit(&panel(&AIR_PASSENGERS)).unwrap_err();
    assert_eq!(error.message(), "harmonics is 3; must be at most 2, half a season");
    let constant = local_trend().season_length(4).fit(&panel(&[7.0; 20])).unwrap();
    let forecast = constant.forecast(6, &[90.0]).unwrap();
    let bound = forecast.f64("Structural-hi-90").unwrap();
    assert!(bound.iter().all(|value| (value - 7.0).abs() < 1e-9), "{bound:?}");
    // A season that is not seen twice is left out, and gaps at the end are no obstacle.
    let mut y = AIR_PASSENGERS[..20].to_vec();
    y.push(f64::NAN);
    assert_eq!(fit(&local_level().season_length(12), &y), fit(&local_level(), &y));
}

#[test]
#[rustfmt::skip]
fn components_are_the_smoothed_states_of_statsmodels() {
    // statsmodels 0.14.4: UnobservedComponents(y, use_exact_diffuse=True, ..).smooth(variances).smoothed_state, observations 0, 1,
    // 5, 30 and 47: the level, the slope where there is one, the season.
    let waves = Structural { harmonics: Some(6), ..local_level() };
    let gaps: &[usize] = &[0, 7, 8, 20, 21, 22, 47];
    type Case<'a> = (Structural, &'a [usize], [f64; 4], &'a [[f64; 5]]);
    let cases: [Case<'_>; 4] = [
        (local_level(), &[], [150.0, 80.0, 0.0, 0.0], &[
            [117.97478941728075, 121.16134377316381, 133.8711461643539, 186.12283043091304, 191.04422537765544]]),
        (local_trend().season_length(12), &[], [60.0, 20.0, 2.0, 10.0], &[
            [125.33854026941424, 125.31090221019835, 123.95821214978247, 170.94314484759724, 207.88885266199424],
            [0.10047747316527023, 0.11328902640338552, 0.3984862115762549, 1.9114027272882774, 1.6757730659114565],
            [-13.722886866557701, -7.059780258505796, 12.164324441255076, 27.94253944274726, -13.67614082469862]]),
        (local_trend().season_length(12), gaps, [60.0, 20.0, 2.0, 10.0], &[
            [124.69320797300797, 125.08169335023075, 124.99686222804158, 170.84088339980664, 207.39378360640546],
            [0.38848537722277854, 0.3884853772227786, 0.5760328118973745, 1.8626525659996667, 1.6018615637987987],
            [-14.462331160196868, -7.090465332592785, 11.81397475015018, 27.96238053507429, -13.722996621927336]]),
        (waves.season_length(12), &[3, 30], [60.0, 20.0, 0.0, 10.0], &[
            [125.81939621491233, 125.81173698419266, 126.32341138207379, 170.90501806708136, 201.2893562154361],
            [-13.842373907071334, -7.584354246818819, 9.03895039363583, 31.48435922700466, -8.157327414010581]]),
    ];
    for (component, gaps, [irregular, level, slope, season], expected) in cases {
        let y = without(gaps);
        let (form, moving) = component.model(48).unwrap();
        let variances = Variances { irregular, level, slope, season };
        let state = StructuralState::of(System::new(form), variances, moving, &y).unwrap().0;
        let parts = state.components(&y);
        let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.len(), expected.len() + 1);
        let known = ["level", "slope", "season_12", "remainder"];
        assert!(known.iter().filter(|name| names.contains(name)).eq(names.iter()), "{names:?}");
        for ((_, part), expected) in parts.iter().zip(expected) {
            close_to(&[0, 1, 5, 30, 47].map(|at| part[at]), expected, 1e-7);
        }
        let rest = &parts[parts.len() - 1].1;
        assert!((0..48).all(|at| rest[at].is_nan() == gaps.contains(&at)));
        assert!(state.components(&[]).is_empty());
    }
}

#[test]
fn a_fixed_level_is_the_mean_of_all() {
    let y = [3.0, 5.0, f64::NAN, 10.0, 4.0];
    let parts = fit(&local_level().level(Movement::Fixed), &y);
    let level = &parts.components(&y)[0].1[..];
    assert!(level.iter().all(|level| (level - 5.5).abs() < 1e-9), "{level:?}");
}
