// Written by `cargo run -p kingpost-gen`; change the component's documentation instead.

import type { FitOptions, Frame, PanelData } from "../index.js";

/** The options of {@link aggregate}. */
export interface AggregateOptions extends FitOptions {
  /**
   * The column that tells series apart, in both tables.
   * @default "unique_id"
   */
  idCol?: string;
  /**
   * Add up what there is at a time, even where some series of an aggregate have no row or no value.
   * @default false
   */
  skipMissing?: boolean;
  /**
   * The column of values.
   * @default "y"
   */
  targetCol?: string;
  /**
   * The column of times.
   * @default "ds"
   */
  timeCol?: string;
}

/**
 * Adds the series at the bottom of a hierarchy up to all of its aggregates.
 *
 * Input: the observations of the bottom series, and the hierarchy: one row a bottom series, with its id and one column a
 * level, from the widest to the narrowest, that names the aggregate which the series belongs to.
 * Output: id, time and value of the aggregates and of the bottom series, in that order: what forecasters are fitted to
 * before `reconcile`. An aggregate has the times at which all of its series have a row; a missing value among them makes
 * its sum missing.
 * Errors: `kp.invalid_data` for a series that is missing or not in the hierarchy, and for an aggregate whose series have no
 * time in common.
 * Cost: one addition a row and level.
 * Source: none; it is addition.
 *
 * @param data Id, time and value of every bottom series.
 * @param hierarchy One row a bottom series: its id, and a column a level that names its aggregate.
 */
export declare function aggregate(data: PanelData, hierarchy: PanelData, options?: AggregateOptions): Promise<Frame>;
export declare function aggregateSync(data: PanelData, hierarchy: PanelData, options?: AggregateOptions): Frame;

/** The options of {@link calendar}. */
export interface CalendarOptions extends FitOptions {
  /** Time and `holiday`; `before` and `after` in days. */
  holidays?: PanelData | null;
  /**
   * What to say of each time.
   * @default ["month","day_of_week"]
   */
  features?: ReadonlyArray<"year" | "quarter" | "month" | "week" | "day_of_year" | "day" | "day_of_week" | "hour" | "minute" | "is_weekend" | "is_month_start" | "is_month_end" | "trend">;
  /**
   * How many pairs of Fourier terms each season length has.
   *
   * Range: 1..=1000.
   * @default 1
   */
  fourierOrder?: number;
  /**
   * The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
   * @default null
   */
  freq?: string | null;
  /**
   * How many steps after the end of each series; its own times when absent.
   *
   * Range: 1..=1000000.
   * @default null
   */
  h?: number | null;
  /**
   * The column that tells series apart.
   * @default "unique_id"
   */
  idCol?: string;
  /**
   * Season lengths of Fourier terms, in steps; none when empty.
   * @default []
   */
  seasonLengths?: readonly number[];
  /**
   * The column of times.
   * @default "ds"
   */
  timeCol?: string;
}

/**
 * Makes regressors of the calendar: weekdays, months, Fourier terms, holidays.
 *
 * With `h` absent, every row of the table gets the features as columns behind its own: what a forecaster with regressors is
 * fitted to. With `h`, the answer is id, time and features of the `h` steps that follow each series: the future values that
 * its `forecast` asks for. Fourier terms are sin(2 pi k t / m) and cos(2 pi k t / m) for each season length m and order k,
 * with t the steps since the first time of the series. A holiday is 1 on its day and in its window, 0 elsewhere.
 *
 * Input: id and time, and any other columns. Holidays: a row a day, with a column of times and a column `holiday` of names;
 * `before` and `after`, where they are there, are the days around it that count too.
 * Output: as said; every feature is a real number.
 * Errors: `kp.invalid_data` for features of the calendar where times are whole numbers; `kp.invalid_params` for a step that
 * cannot be inferred or more than half a season length of Fourier terms.
 * Cost: one pass a feature.
 * Source: ISO 8601 for weeks; Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 7.4.
 *
 * @param data Id and time, and any other columns.
 */
export declare function calendar(data: PanelData, options?: CalendarOptions): Promise<Frame>;
export declare function calendarSync(data: PanelData, options?: CalendarOptions): Frame;

/** The options of {@link changepoints}. */
export interface ChangepointsOptions extends FitOptions {
  /**
   * What changes.
   * - `mean`: The level, with the same noise everywhere.
   * - `mean_variance`: The level or the spread, or both.
   * - `trend`: The line that the series follows, with the same noise everywhere.
   * @default "mean"
   */
  cost?: "mean" | "mean_variance" | "trend";
  /**
   * The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
   * @default null
   */
  freq?: string | null;
  /**
   * The column that tells series apart.
   * @default "unique_id"
   */
  idCol?: string;
  /**
   * The fewest observations of a segment; for `trend` at least 3.
   *
   * Range: 2..=1000000.
   * @default 5
   */
  minSize?: number;
  /**
   * What a cut costs; that of Schwarz's criterion when absent.
   *
   * Range: 0..=10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000.
   * @default null
   */
  penalty?: number | null;
  /**
   * The column of values.
   * @default "y"
   */
  targetCol?: string;
  /**
   * The column of times.
   * @default "ds"
   */
  timeCol?: string;
}

/**
 * Finds the observations at which the level, the spread or the trend of a series changes.
 *
 * The series is cut into segments with the least sum of their costs and a penalty for each cut. The search is exact: with
 * F(t) the least cost of the first t values, F(t) = min over s of F(s) + C(s, t) + penalty, where a start s that cannot come
 * first any more is dropped. The cost of a segment is its squared errors around its mean (`mean`) or its least-squares line
 * (`trend`), over the variance of the noise, or n log of its variance (`mean_variance`). The noise is read from the median
 * of the absolute first differences, of second ones for `trend`, which changes of the series hardly touch; a thousandth of its
 * variance is added to that of each segment, so that no run of equal values is infinitely likely. The default penalty is that
 * of Schwarz's criterion: log n for each parameter that a cut adds, the cut itself among them, which are 2 for `mean` and
 * 3 for the others.
 *
 * Input: id, time and value, none missing.
 * Output: a row a change: id, time and `position` (from 0) of the first observation of the new segment, and the mean, or
 * for `trend` the slope a step, of the segments `before` and `after` it. Series without a change have no row.
 * Errors: `kp.missing_values`, naming the series.
 * Cost: linear in the observations where changes are as frequent, at worst quadratic; O(1) a segment.
 * Source: Killick, Fearnhead and Eckley, Optimal detection of changepoints with a linear computational cost, Journal of the
 * American Statistical Association 107, 2012 (PELT). The tests compare with ruptures 1.1.10, whose penalty of `l2` is that
 * here times the variance of the noise.
 *
 * @param data Id, time and value.
 */
export declare function changepoints(data: PanelData, options?: ChangepointsOptions): Promise<Frame>;
export declare function changepointsSync(data: PanelData, options?: ChangepointsOptions): Frame;

/** The options of {@link features}. */
export interface FeaturesOptions extends FitOptions {
  /**
   * Which features; all when empty.
   * @default []
   */
  featureGroups?: ReadonlyArray<"acf_features" | "arch_stat" | "crossing_points" | "entropy" | "flat_spots" | "heterogeneity" | "holt_parameters" | "hurst" | "hw_parameters" | "intermittency" | "lumpiness" | "nonlinearity" | "pacf_features" | "series_length" | "sparsity" | "stability" | "stl_features" | "unitroot_kpss" | "unitroot_pp">;
  /**
   * The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
   * @default null
   */
  freq?: string | null;
  /**
   * The column that tells series apart.
   * @default "unique_id"
   */
  idCol?: string;
  /**
   * Whether a series is first brought to mean 0 and standard deviation 1.
   * @default true
   */
  scale?: boolean;
  /**
   * Observations in a season; 1 for none.
   *
   * Range: 1..=100000.
   * @default 1
   */
  seasonLength?: number;
  /**
   * The column of values.
   * @default "y"
   */
  targetCol?: string;
  /**
   * The column of times.
   * @default "ds"
   */
  timeCol?: string;
}

/**
 * Describes each series by numbers: trend, season, autocorrelation, entropy, gaps in demand and more.
 *
 * They are the features of the R package tsfeatures, by its names. A series is first brought to mean 0 and standard
 * deviation 1 unless `scale` is off; sparsity and intermittency always look at the values as they came. Columns that need a
 * season (`seas_acf1`, `seas_pacf`, `hw_*`, `seasonal_strength`, `peak`, `trough`) are there if `season_length` is above 1.
 * `adi` is the number of periods per period with demand, `cv2` the squared coefficient of variation of the demands: below
 * 1.32 and 0.49 demand is smooth, above both it is lumpy.
 *
 * Input: id, time and value.
 * Output: a row a series: its id and a column a feature. A feature that the series is too short or too constant for is
 * missing; all but `series_length`, `nperiods` and `seasonal_period` are for a series with missing values.
 * Errors: those of reading the table; no series makes the others fail.
 * Cost: linear in the observations but for autocorrelations (times the lags), `entropy` and `hurst` (n log n) and the
 * models of `holt_parameters`, `hw_parameters` and `heterogeneity`, which are most of the time.
 * Source: Hyndman, Wang and Laptev, Large-scale unusual time series detection, 2015; Kang, Hyndman and Smith-Miles,
 * Visualising forecasting algorithm performance using time series instance spaces, 2017; Syntetos, Boylan and Croston, On
 * the categorization of demand patterns, 2005. The numbers are those of the Python port tsfeatures 0.4.5, with these
 * differences. `holt_parameters` and `hw_parameters` are of ETS(A,A,N) and ETS(A,A,A), as in R. `heterogeneity` whitens
 * by the autoregression of Yule and Walker that has the least Akaike criterion and divides by the deviations of a GARCH(1,1),
 * as in R; the port no longer computes it. Below 100 observations the trend without a season, Friedman's supersmoother,
 * has windows of at least 5 points, where the port gives up; `hurst` leaves out the windows at the start in which nothing
 * moves. Partial autocorrelations do not end at half the length. `sparsity` counts zeros before the series is scaled.
 *
 * @param data Id, time and value.
 */
export declare function features(data: PanelData, options?: FeaturesOptions): Promise<Frame>;
export declare function featuresSync(data: PanelData, options?: FeaturesOptions): Frame;

/** The options of {@link flagAnomalies}. */
export interface FlagAnomaliesOptions extends FitOptions {
  /** Id, time and value; absent where the forecasts have a column of values. */
  observations?: PanelData | null;
  /**
   * The column that tells series apart.
   * @default "unique_id"
   */
  idCol?: string;
  /**
   * The level of the interval outside which an observation is an anomaly, in per cent; where the table has bounds, one of
   * theirs.
   *
   * Range: > 0, < 100.
   * @default 99.0
   */
  level?: number;
  /**
   * The column of forecasts; the only one when absent.
   * @default null
   */
  model?: string | null;
  /**
   * The column of values.
   * @default "y"
   */
  targetCol?: string;
  /**
   * The column of times.
   * @default "ds"
   */
  timeCol?: string;
}

/**
 * Flags observations that lie outside the intervals of their forecasts.
 *
 * `score` is how many standard deviations an observation is away from its forecast. The deviation of each row is read from
 * the bounds of `level`; without bounds, as in the fitted values of a model, it is the root mean square of the series' own
 * errors. An observation beyond the bounds is an anomaly. Flags of forecasts say more than those of fitted values, whose
 * model has seen the observations.
 *
 * Input: forecasts with or without bounds, as `forecast`, `backtest` and `fitted` give them, and their observations in the
 * same table or in one of their own; rows without an observation are left out.
 * Output: a row an observation: id, time, value, forecast, `lower`, `upper`, `score`, `anomaly`.
 * Errors: `kp.invalid_data` where no row of the forecasts has an observation, for a `model` or `level` that the table does
 * not have, and where a model has to be named because there are several.
 * Cost: one pass.
 * Source: the intervals' own; Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.5.
 *
 * @param forecasts Id, time, forecasts, and bounds where there are any.
 */
export declare function flagAnomalies(forecasts: PanelData, options?: FlagAnomaliesOptions): Promise<Frame>;
export declare function flagAnomaliesSync(forecasts: PanelData, options?: FlagAnomaliesOptions): Frame;

/** The options of {@link plot}. */
export interface PlotOptions extends FitOptions {
  /** Id, time and forecasts, as `forecast` or `backtest` give them. */
  forecasts?: PanelData | null;
  /**
   * What comes out.
   * - `svg`: An `<svg>` element: a file of its own, or part of a page.
   * - `html`: A page of HTML.
   * @default "svg"
   */
  format?: "svg" | "html";
  /**
   * The height of one panel in pixels.
   *
   * Range: 80..=10000.
   * @default 260
   */
  height?: number;
  /**
   * The column that tells series apart.
   * @default "unique_id"
   */
  idCol?: string;
  /**
   * The series to draw; the first `max_ids` when empty.
   * @default []
   */
  ids?: readonly string[];
  /**
   * What is drawn.
   * - `forecast`: Observations and forecasts, one panel a series.
   * - `columns`: Every column of numbers, one panel a series and column.
   * @default "forecast"
   */
  kind?: "forecast" | "columns";
  /**
   * How many series are drawn where `ids` names none.
   *
   * Range: 1..=1000.
   * @default 4
   */
  maxIds?: number;
  /**
   * How many of the last observations are drawn; all when absent.
   *
   * Range: >= 1.
   * @default null
   */
  tail?: number | null;
  /**
   * The column of values.
   * @default "y"
   */
  targetCol?: string;
  /**
   * The column of times.
   * @default "ds"
   */
  timeCol?: string;
  /**
   * The heading.
   * @default null
   */
  title?: string | null;
  /**
   * The width in pixels.
   *
   * Range: 200..=10000.
   * @default 900
   */
  width?: number;
}

/**
 * Draws observations, forecasts and their intervals, or the parts of series, as SVG or as a page of HTML.
 *
 * One panel a series: the observations as a dark line, each forecast in a colour of its own with a band for each level,
 * wider ones paler. Forecasts of a backtest (a column `cutoff`) are drawn from each origin. `kind = "columns"` draws
 * instead one panel a column of the first table: the parts of a decomposition, or regressors. The picture needs no other
 * file and no script, and follows the reader's light or dark mode.
 *
 * Input: the long format; times are dates and times, or whole numbers. Missing values leave a gap.
 * Output: text: an `<svg>` element or a whole page.
 * Errors: `kp.invalid_data` for an id that is not there, a table without values, or columns of another kind.
 * Cost: one point a row drawn.
 * Source: ticks are the nearest of 1, 2 and 5 times a power of ten; Heckbert, Nice numbers for graph labels, 1990.
 *
 * @param history Id, time and value of the observations.
 */
export declare function plot(history: PanelData, options?: PlotOptions): Promise<string>;
export declare function plotSync(history: PanelData, options?: PlotOptions): string;

/** The options of {@link reconcile}. */
export interface ReconcileOptions extends FitOptions {
  /** Id, time, observations and fitted values of every series, as `fitted` gives them. */
  fitted?: PanelData | null;
  /**
   * The column that tells series apart, in every table.
   * @default "unique_id"
   */
  idCol?: string;
  /**
   * The level that `middle_out` starts from: a column of the hierarchy.
   * @default null
   */
  level?: string | null;
  /**
   * How the differences are spread.
   * - `mint_shrink`: Covariance of the past errors, shrunk towards its diagonal as far as the data say; needs `fitted`.
   * - `mint_cov`: Covariance of the past errors as it is; needs `fitted` with more times than there are aggregates.
   * - `wls_var`: Mean square of the past errors of each series; needs `fitted`.
   * - `wls_struct`: The number of bottom series that a series is the sum of.
   * - `ols`: Every series counts the same.
   * - `bottom_up`: The sums of the bottom forecasts.
   * - `top_down`: The forecast of the first level, split.
   * - `middle_out`: Sums above the level `level`, shares below it.
   * - `erm`: Regression of the bottom observations on all fitted values; needs `fitted` with more times than series.
   * @default "mint_shrink"
   */
  method?: "mint_shrink" | "mint_cov" | "wls_var" | "wls_struct" | "ols" | "bottom_up" | "top_down" | "middle_out" | "erm";
  /**
   * Whether no reconciled forecast may be below zero: those nearest in the measure W of the method; `bottom_up` and
   * shares count a bottom forecast below zero as zero.
   * @default false
   */
  nonNegative?: boolean;
  /**
   * How `top_down` and `middle_out` split a forecast.
   * - `forecast`: The forecasts themselves, level by level; the levels must be nested.
   * - `average`: The mean of the past shares; needs `fitted`.
   * - `of_averages`: The share of the past means; needs `fitted`.
   * @default "forecast"
   */
  proportions?: "forecast" | "average" | "of_averages";
  /**
   * The column of observations in `fitted`.
   * @default "y"
   */
  targetCol?: string;
  /**
   * The column of times.
   * @default "ds"
   */
  timeCol?: string;
}

/**
 * Makes the forecasts of a hierarchy or of crossed groups add up.
 *
 * Forecasts that were made one series at a time do not: the sum of the shops is not the forecast of the country. The
 * methods replace all of them by S G f, where f are the forecasts, S adds the bottom series up and G says how much each
 * forecast counts for each bottom series. `bottom_up` takes the bottom as it is, `top_down` splits the top, `middle_out`
 * splits a level in between. The others spread every difference over all series: G = (S' W⁻¹ S)⁻¹ S' W⁻¹ has the least
 * total variance if W is the covariance of the errors; they differ in the W that they take. `erm` learns G from the past.
 *
 * Bounds in the forecasts (`-lo-95`, `-hi-95`) are replaced too: the spread of each series at each step is read from its
 * bounds, the correlation of the errors from `fitted` (shrunk as `mint_shrink` does; none without `fitted`), and the
 * bounds are those of a normal distribution with the variance of S G f.
 *
 * Input: forecasts of every series of the hierarchy at the same times, as `forecast` gives them. The hierarchy has one
 * row a bottom series: its id, and one column a level, from the widest to the narrowest, that names the aggregate which
 * the series belongs to. `aggregate` makes the observations of the aggregates.
 * Output: the rows and columns of the forecasts, reconciled.
 * Errors: `kp.invalid_data` for series that are missing or not in the hierarchy, and where a method needs `fitted`;
 * `kp.not_enough_data` where errors of too few times are known; `kp.unsupported` for shares in crossed groups.
 * Cost: with a aggregates, n series and T past errors O(a³ + a² T + n T²) and for bounds O(h n² (a + T)); `bottom_up`
 * and the shares are linear.
 * Source: Wickramasuriya, Athanasopoulos and Hyndman (2019), Optimal forecast reconciliation for hierarchical and grouped
 * time series through trace minimization; Schäfer and Strimmer (2005) for the shrinkage; Ben Taieb and Koo (2019) for
 * `erm`; Athanasopoulos, Ahmed and Hyndman (2009) for the shares. The tests compare with hierarchicalforecast 1.5.3.
 *
 * @param forecasts Id, time and forecasts of every series, as `forecast` gives them.
 * @param hierarchy One row a bottom series: its id, and a column a level that names its aggregate.
 */
export declare function reconcile(forecasts: PanelData, hierarchy: PanelData, options?: ReconcileOptions): Promise<Frame>;
export declare function reconcileSync(forecasts: PanelData, hierarchy: PanelData, options?: ReconcileOptions): Frame;

/** The options of {@link resample}. */
export interface ResampleOptions extends FitOptions {
  /**
   * The step between observations; inferred from the data when absent.
   * @default null
   */
  dataFreq?: string | null;
  /**
   * How many observations a period has, whatever the calendar says.
   *
   * Range: 2..=1000000.
   * @default null
   */
  every?: number | null;
  /**
   * The step between periods: `h`, `D`, `W`, `MS`, `QS`, `YS`, or several of one, such as `2h`.
   * @default null
   */
  freq?: string | null;
  /**
   * What becomes of the values of a period.
   * - `sum`: Their sum: sales, counts.
   * - `mean`: Their mean: temperatures, prices.
   * - `first`: The first.
   * - `last`: The last: stocks, balances.
   * - `min`: The least.
   * - `max`: The greatest.
   * @default "sum"
   */
  how?: "sum" | "mean" | "first" | "last" | "min" | "max";
  /**
   * The column that tells series apart.
   * @default "unique_id"
   */
  idCol?: string;
  /**
   * The column of values.
   * @default "y"
   */
  targetCol?: string;
  /**
   * The column of times.
   * @default "ds"
   */
  timeCol?: string;
}

/**
 * Puts observations together to longer periods: days to weeks or months, hours to days, or every k steps.
 *
 * With `freq`, periods are those of the calendar, each named by its first time: `h`, `D` and the like count from midnight,
 * `W` from Monday, `MS`, `QS` and `YS` from the first of a month, quarter or year. With `every`, each period has so many
 * observations, counted from the end of the series so that the last period is whole, and is named by its first time. A
 * period that the series does not cover from its first step to its last is left out.
 *
 * Input: id, time and value, regular in time; a missing value makes the period missing.
 * Output: id, time and value of each period.
 * Errors: `kp.invalid_params` unless one of `freq` and `every` is given, and for periods shorter than the step of the data; `kp.invalid_data` for a series that covers no
 * period.
 * Cost: one pass.
 * Source: Athanasopoulos, Hyndman, Kourentzes and Petropoulos, Forecasting with temporal hierarchies, 2017.
 *
 * @param data Id, time and value.
 */
export declare function resample(data: PanelData, options?: ResampleOptions): Promise<Frame>;
export declare function resampleSync(data: PanelData, options?: ResampleOptions): Frame;

/** The options of {@link seasonLengths}. */
export interface SeasonLengthsOptions extends FitOptions {
  /**
   * How sure it has to be that a power is not chance, over all frequencies together.
   *
   * Range: > 0, < 1.
   * @default 0.99
   */
  confidence?: number;
  /**
   * The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
   * @default null
   */
  freq?: string | null;
  /**
   * The column that tells series apart.
   * @default "unique_id"
   */
  idCol?: string;
  /**
   * The longest season; a third of the series when absent.
   *
   * Range: 2..=100000.
   * @default null
   */
  maxLength?: number | null;
  /**
   * How many seasons a series may have.
   *
   * Range: 1..=10.
   * @default 3
   */
  maxSeasons?: number;
  /**
   * The least strength of a season.
   *
   * Range: 0..=1.
   * @default 0.2
   */
  minStrength?: number;
  /**
   * The column of values.
   * @default "y"
   */
  targetCol?: string;
  /**
   * The column of times.
   * @default "ds"
   */
  timeCol?: string;
}

/**
 * Finds the season lengths of each series, several where there are several.
 *
 * A frequency in whose power the differenced series stands out of its neighbourhood is a hint, and so are up to eight
 * times its period. A hint is believed where the autocorrelation of the series, less a moving average as long as the hint,
 * has a hill about it; from its top on, the nearest length whose mean season explains most is taken. Of the hints the one whose mean season explains most is
 * taken, or the shortest of its divisors that explains nearly as much: so a multiple counts only where it adds something.
 * Its season is taken out, and what is left is searched again.
 *
 * `strength` is the share of the variance without trend that the mean season explains, less what it would explain by
 * chance; of later seasons, of what the earlier ones leave. `power` is that of the hint against its neighbourhood.
 *
 * Input: id, time and value; missing values are filled by straight lines.
 * Output: a row a season: id, `rank` from 1, `season_length`, `strength`, `power`. A series without a season, constant or
 * with fewer than 8 observations has no row. A season has to be seen three times.
 * Errors: those of reading the table.
 * Cost: O(n log n) a hint, of which there are usually fewer than 20.
 * Source: after Vlachos, Yu and Castelli, On periodicity detection and structural periodic similarity, 2005 (AUTOPERIOD).
 * Their threshold is the greatest power of permuted values; here it is the local median of the power times what chance
 * exceeds with probability 1 - `confidence`, which drift does not raise and which needs no random numbers. Multiples of
 * hints, differencing and the search in what is left are not theirs.
 *
 * @param data Id, time and value.
 */
export declare function seasonLengths(data: PanelData, options?: SeasonLengthsOptions): Promise<Frame>;
export declare function seasonLengthsSync(data: PanelData, options?: SeasonLengthsOptions): Frame;
