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
fn components_are_what_the_filter_knows_after_each_observation() {
    // A level that does not move is the mean so far.
    let y = [3.0, 5.0, f64::NAN, 10.0, 4.0];
    let state =
        Structural::default().level(Movement::Fixed).fit_series(Series::new(&y), &Context::new()).unwrap().state;
    let parts = state.components(&y);
    assert_eq!(parts.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["level", "remainder"]);
    for (found, expected) in parts[0].1[..].iter().zip([3.0, 4.0, 4.0, 6.0, 5.5]).skip(1) {
        assert!((found - expected).abs() < 1e-9, "{parts:?}");
    }
    let y: Vec<f64> = (0..48).map(|t| 20.0 + 0.5 * f64::from(t) + [4.0, -1.0, -3.0, 0.0][t as usize % 4]).collect();
    let y: Vec<f64> = y.iter().enumerate().map(|(t, y)| y + (t * 7919 % 31) as f64 / 31.0).collect();
    for harmonics in [None, Some(2)] {
        let component = Structural { harmonics, ..Structural::default().trend(Movement::Stochastic).season_length(4) };
        let state = component.fit_series(Series::new(&y), &Context::new()).unwrap().state;
        let parts = state.components(&y);
        let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["level", "trend", "season_4", "remainder"]);
        let at = |part: usize, step: usize| parts[part].1[step];
        assert!(at(0, 0).is_nan() && (6..48).all(|t| (at(0, t) + at(2, t) + at(3, t) - y[t]).abs() < 1e-9));
        assert!((at(1, 47) - 0.5).abs() < 0.1 && (at(2, 44) - 4.0).abs() < 0.6 && (at(2, 46) + 3.0).abs() < 0.6);
        assert!(state.components(&[]).is_empty());
    }
}
