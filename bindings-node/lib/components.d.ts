// Written by `cargo run -p kingpost-gen`; change the component's documentation instead.

import type { Forecaster, ForecastModel, Detector, DetectorModel, StreamDetector, StreamModel, Vectorizer, VectorizerModel, Classifier, ClassifierModel } from "../index.js";

/** The parameters of {@link Autoencoder}. */
export interface AutoencoderParams {
  /**
   * Rows of one step. Default 64.
   *
   * Range: 1..=1048576.
   * @default 64
   */
  batchSize?: number;
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default 0.1.
   *
   * Range: > 0, <= 0.5.
   * @default 0.1
   */
  contamination?: number;
  /**
   * Where to train: `auto` (default) for the first GPU that this build can use, else the processor; `cpu`; `cuda` or
   * `cuda:1`; `wgpu` or `wgpu:1`. A GPU that is only emulated counts where `KINGPOST_ALLOW_SOFTWARE_GPU` is 1.
   * @default "auto"
   */
  device?: string;
  /**
   * Passes over the data, at most. Default 20: a network that is trained for long learns the anomalies too.
   *
   * Range: 1..=100000.
   * @default 20
   */
  epochs?: number;
  /**
   * The widths of the encoder's layers before the narrow one; the decoder mirrors them. Default `[32]`; empty for none.
   * @default [32]
   */
  hidden?: readonly number[];
  /**
   * The width of the narrow layer. Null (default) for the square root of the number of columns, rounded up.
   *
   * Range: 1..=65536.
   * @default null
   */
  latent?: number | null;
  /**
   * The size of AdamW's steps. Default 0.001.
   *
   * Range: > 0, <= 1.
   * @default 0.001
   */
  learningRate?: number;
  /**
   * Holds a tenth of the rows out, at most 10,000, stops after so many epochs without a smaller loss on them, and keeps the
   * weights with the least. Null (default) trains on all rows and runs all epochs.
   *
   * Range: 1..=100000.
   * @default null
   */
  patience?: number | null;
  /**
   * How the columns are put on one scale. Default `robust`.
   * - `robust`: Less the median, over the interquartile range / 1.349; over the standard deviation where that range is 0.
   * - `standard`: Less the mean, over the standard deviation.
   * @default "robust"
   */
  scaling?: "robust" | "standard";
  /**
   * The share of the rows with the largest loss that each epoch but the first leaves out, so that the network does not
   * learn to give back the anomalies among the training rows. Default 0.5; 0 to train on every row.
   *
   * Range: 0..=0.5.
   * @default 0.5
   */
  trim?: number;
  /**
   * How much each weight shrinks in one step, times the learning rate. Default 0.0001.
   *
   * Range: 0..=1.
   * @default 0.0001
   */
  weightDecay?: number;
}

/**
 * Autoencoder: scores a row by how badly a neural network that was squeezed through a narrow layer gives it back.
 *
 * The columns are put on one scale and clipped at 8 units. Fully connected layers with ReLU narrow to `latent` numbers and
 * widen again; AdamW minimises the mean squared difference between output and input. From the second epoch on, the rows
 * that fit worst are left out (`trim`), so that anomalies among the training rows are not learnt. The score is the mean
 * over the columns of the squared difference.
 *
 * Input: a table of numbers without missing values, at least two rows. Constant columns are allowed.
 * Output: scores from 0 upwards, in squared units of the scale; `explain` gives what each column adds, and their sum is the
 * score.
 * Errors: `kp.missing_values`; `kp.invalid_data` for categories; `kp.not_enough_data`; `kp.device_unavailable` for a device
 * that is not there or not compiled in; `kp.invalid_params` for an unknown device and where training diverges.
 * Cost: O(epochs × rows × weights) to fit, O(weights) a row to score.
 * Exactness: on one machine and device the same seed gives the same bits, at any number of threads. Training on another
 * device or kind of processor gives another, equally good network. A fitted model gives the same bits everywhere, and needs
 * no device.
 * Source: Hinton and Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, Science 313 (2006); Loshchilov
 * and Hutter, Decoupled Weight Decay Regularization, ICLR 2019. Trained by burn 0.22.1.
 */
export declare class Autoencoder extends Detector<AutoencoderParams> {
  constructor(params?: AutoencoderParams);
}

/** The parameters of {@link ECOD}. */
export interface ECODParams {
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default 0.1.
   *
   * Range: > 0, <= 0.5.
   * @default 0.1
   */
  contamination?: number;
}

/**
 * Scores a row by how far out in the tails of its columns it lies; no parameters to tune, and every score explains itself.
 *
 * Column j adds O(j) = max(-ln F(x), -ln G(x)), where F(x) is the share of training rows at or below x and G(x) the
 * share at or above it; a column without skew adds -ln F(x) - ln G(x). The score is the sum over the columns: 0 for a
 * table of constants, at most ln(n) a column (2 ln(n) without skew). Columns count alike whatever their unit; how they
 * go together is not looked at, so a rare combination of common values is not found.
 *
 * Input: numbers, at least one row, none missing.
 * Output: one score a row, at least 0; `explain` gives O(j), which sum to the score.
 * Training rows get the scores of PyOD. New rows are scored against the training rows alone, so that a row's score does
 * not depend on what else is asked in the same call (PyOD puts the new rows into the distribution); a value beyond all
 * training values counts like the outermost one.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: fit O(n log n) a column, score O(log n) a value; the model keeps the distinct values of each column.
 * Source: Li, Zhao, Hu, Botta, Ionescu and Chen, ECOD: Unsupervised Outlier Detection Using Empirical Cumulative
 * Distribution Functions, IEEE TKDE 2022, algorithm 1, with the columns taken one by one as PyOD 3.6.7 does.
 */
export declare class ECOD extends Detector<ECODParams> {
  constructor(params?: ECODParams);
}

/** The parameters of {@link IsolationForest}. */
export interface IsolationForestParams {
  /**
   * Whether a tree may take a row more than once. Default false.
   * @default false
   */
  bootstrap?: boolean;
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default null: the threshold is 0.5.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * The share of the columns that each tree takes, at least one column. Default 1.
   *
   * Range: > 0, <= 1.
   * @default 1.0
   */
  maxFeatures?: number;
  /**
   * How many training rows each tree takes; all of them where there are fewer. Default null: 256.
   *
   * Range: 1..=16777216.
   * @default null
   */
  maxSamples?: number | null;
  /**
   * How many trees. Default 100.
   *
   * Range: 1..=10000.
   * @default 100
   */
  nEstimators?: number;
}

/**
 * Scores a row by how few random cuts it takes to set it apart from a random handful of the training rows.
 *
 * Each tree takes `max_samples` rows and cuts them at a random place of a random column, again and again, until a row is
 * alone or ceil(log2(max_samples)) cuts are made. With h(x) the cuts on the way of a row, averaged over the trees, and
 * c(n) = 2 (ln(n - 1) + 0.5772...) - 2 (n - 1) / n the average way among n rows, the score is 2^(-h(x) / c(max_samples)).
 *
 * Input: numbers, at least one row, none missing. Values are compared in single precision, seven digits, so take away a
 * large offset such as a point in time first. The unit of a column does not matter; a constant column is never cut.
 * Output: one score a row, above 0 and at most 1; about 0.5 for a row like any other, towards 1 for an anomaly. Without
 * `contamination` a row above 0.5 is an anomaly.
 * `explain`: what each column took off the way, in units of c: at every cut, the average way of the training rows above
 * it less that below it. The columns sum to log2(score / typical score); `parts` has the typical score.
 *
 * Scores, threshold and parameters mean what they mean in scikit-learn (whose `score_samples` is minus this score); the
 * random cuts are our own, so the numbers differ as they do between two seeds. Two details are ours: a column is constant
 * when its values are equal, where scikit-learn takes a range of 1e-7 as constant; and with `bootstrap` a row drawn twice
 * counts as two rows.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: fit O(n_estimators × max_samples × log(max_samples)) whatever the number of rows, score O(n_estimators ×
 * log(max_samples)) a row; 24 bytes a node, at most 2 × max_samples nodes a tree.
 * Source: Liu, Ting and Zhou, Isolation Forest, ICDM 2008, algorithms 1 to 3; scikit-learn 1.9.1 for the semantics.
 */
export declare class IsolationForest extends Detector<IsolationForestParams> {
  constructor(params?: IsolationForestParams);
}

/** The parameters of {@link RobustRandomCutForest}. */
export interface RobustRandomCutForestParams {
  /**
   * How many trees. Default 50.
   *
   * Range: 1..=1000.
   * @default 50
   */
  numTrees?: number;
  /**
   * How many rows in a row make a point. Default 1; 4 to 48 for a single series.
   *
   * Range: 1..=1024.
   * @default 1
   */
  shingleSize?: number;
  /**
   * The score above which a row is an anomaly. Default 0.3.
   *
   * Range: 0..=1.
   * @default 0.3
   */
  threshold?: number;
  /**
   * How many points the window holds. Default 256.
   *
   * Range: 2..=16384.
   * @default 256
   */
  treeSize?: number;
  /**
   * How many points must have come before the first score above 0; at most `tree_size` of them are waited for.
   * Default null: a quarter of `tree_size`.
   *
   * Range: 1..=16384.
   * @default null
   */
  warmUp?: number | null;
}

/**
 * Scores the rows of a stream one after the other by how much each would change a model of the last rows, and learns from
 * each, in constant memory.
 *
 * A random cut tree cuts the box around its points at a random place, a long side more often than a short one, and goes on
 * in both halves until each point is alone. The displacement of a point is the largest, over all nodes on its way to the
 * root, of (points on the other side) / (points on its own side): how many others move up, for each point taken away, if
 * the point and those like it were not there. The score is the mean over `num_trees` trees, as a share of the points in
 * the window: 0 for a point among others, 1 for one that every tree sets apart with its first cut. Times the points in the
 * window it is the collusive displacement of the paper.
 *
 * The window is the last `tree_size` points: a new one drives out the oldest. With `shingle_size` s above 1 a point is the
 * last s rows together, which finds an unusual shape as well as an unusual value.
 *
 * Input: rows of numbers in time order, none missing. A column with a wide range counts for more: bring columns of
 * different units to one scale first.
 * Output: one score a row, 0 to 1; 0 as long as the shingle or the warm-up is not full. `score` does not learn, and takes
 * each row as if it came next; `update` gives the same score, and then learns. A row above `threshold` is an anomaly.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: O(num_trees × log(tree_size) × values of a point) a row; memory for num_trees × tree_size boxes, whatever the
 * length of the stream.
 * Source: Guha, Mishra, Roy and Schrijvers, Robust Random Cut Forest Based Anomaly Detection on Streams, ICML 2016,
 * definitions 1 and 4, algorithms 1 and 2; scores checked against rrcf 0.4.4 (Bartos, Mullapudi and Troutman, 2019).
 */
export declare class RobustRandomCutForest extends StreamDetector<RobustRandomCutForestParams> {
  constructor(params?: RobustRandomCutForestParams);
}

/** The parameters of {@link Additive}. */
export interface AdditiveParams {
  /**
   * How easily the trend bends: the scale of the prior of each bend.
   *
   * Range: 0.000001..=1000000.
   * @default 0.05
   */
  changepointPriorScale?: number;
  /**
   * The share of the observations, from the first on, in which the trend may bend.
   *
   * Range: 0..=1.
   * @default 0.8
   */
  changepointRange?: number;
  /**
   * Pairs of waves in a day; 0 for none. Null, the default, is 4 where the series spans 2 days in steps below a day.
   *
   * Range: 0..=1000.
   * @default null
   */
  daily?: number | null;
  /**
   * Pairs of waves in each of `season_lengths`: one number a season, or one for all.
   * @default [3]
   */
  fourierOrders?: number | readonly number[];
  /**
   * How the trend may run: `linear`, the default, or `flat`.
   * - `linear`: Straight between the times at which it bends.
   * - `flat`: A constant.
   * @default "linear"
   */
  growth?: "linear" | "flat";
  /**
   * How often the trend may bend.
   *
   * Range: 0..=500.
   * @default 25
   */
  nChangepoints?: number;
  /**
   * How large the effects of regressors may be: the deviation of the prior of their weights.
   *
   * Range: 0.000001..=1000000.
   * @default 10.0
   */
  regressorPriorScale?: number;
  /**
   * Lengths of more seasons, in days: 30.5; in steps where time is whole numbers. None when empty, the default.
   * @default []
   */
  seasonLengths?: number | readonly number[];
  /**
   * Whether seasons and regressors are added to the trend, `additive`, or are shares of it, `multiplicative`.
   * - `additive`: They are added to it.
   * - `multiplicative`: It is multiplied by 1 and their sum.
   * @default "additive"
   */
  seasonalityMode?: "additive" | "multiplicative";
  /**
   * How large seasons may be: the deviation of the prior of their weights.
   *
   * Range: 0.000001..=1000000.
   * @default 10.0
   */
  seasonalityPriorScale?: number;
  /**
   * Pairs of waves in a week; 0 for none. Null, the default, is 3 where the series spans 14 days in steps below a week.
   *
   * Range: 0..=1000.
   * @default null
   */
  weekly?: number | null;
  /**
   * Pairs of waves in a year of 365.25 days; 0 for none. Null, the default, is 10 where the series spans 730 days, which is
   * more than quarters can tell apart: 2 is enough for them, 6 for months.
   *
   * Range: 0..=1000.
   * @default null
   */
  yearly?: number | null;
}

/**
 * An additive model as Prophet has it: a trend that bends, seasons of the calendar as Fourier terms, and regressors.
 *
 * y(t) = trend(t) + seasons(t) + weights × regressors(t) + e(t), or trend(t) (1 + seasons(t) + weights × regressors(t)) +
 * e(t). The trend is m + k t + the sum of delta_j max(t - s_j, 0), with the bends s_j spread evenly over the observations;
 * a season of length P and order N is the sum of a_n sin(2 pi n t / P) + b_n cos(2 pi n t / P), n to N. Values are divided by
 * the largest absolute one, and time runs from 0 to 1; then m and k are normal with deviation 5, the deltas Laplace with
 * scale `changepoint_prior_scale`, the weights of waves and regressors normal with their prior scales, the deviation of the
 * errors half normal with 1/2. The estimate is the most probable one, found exactly: most deltas are 0.
 *
 * A forecast goes on with the last slope. Intervals are quantiles of 1,000 futures, drawn with the seed of the fit, in
 * which the trend bends as often as there were bends and by Laplace deltas of their mean size, and errors are normal.
 *
 * Input: a panel; missing values are left out of the likelihood. Every column of numbers beside id, time and target is a
 * regressor, whose future values `forecast` then needs; holidays are regressors of 0 and 1, which the function Calendar
 * makes. Others are standardised. Where time is whole numbers there are no seasons but those of `season_lengths`, in steps.
 * Output: forecasts; `parts` has the scale and the deviation of the errors, and the table `components`: the trend and each
 * season (`yearly`, `weekly`, `daily`, `season_30.5`), a multiplicative one as a share of the trend. Fitted values are those
 * of the model, which knows later observations. An update only moves the end on: trend and seasons stay as they were fitted,
 * and futures bend from the end of the fit on.
 * Errors: `kp.not_enough_data` for fewer than 2 values; `kp.missing_values` for a regressor that is missing where there is a
 * value; `kp.invalid_params` for a calendar season of whole-number time, and for season lengths that do not match their
 * orders.
 * Cost: O(n p²) for p weights, in the multiplicative mode about 10 times that; a forecast O(h p), its intervals 1,000 draws
 * a step.
 * Source: Taylor and Letham, Forecasting at Scale, The American Statistician 72(1), 2018. Forecasts agree with Prophet 1.5.0
 * to where its optimiser stops; a yearly season is left out of yearly data, where Prophet fits leap days.
 */
export declare class Additive extends Forecaster<AdditiveParams> {
  constructor(params?: AdditiveParams);
}

/** The parameters of {@link ADIDA}. */
export interface ADIDAParams {
}

/**
 * Forecasts demand of many zeros by sums over as many steps as lie between demands, which are rarely zero.
 *
 * With k the mean number of steps between demands, rounded, y(n+h) = l / k, where l is the simple exponential
 * smoothing of the sums over k steps each (aggregate-disaggregate intermittent demand approach).
 *
 * Sums do not overlap, and the last ends with the last observation; what is left at the beginning is not used.
 * Alpha is the one from 0.1 to 0.3 with the least squared errors of the sums (golden section search). Of two
 * sums none is best; it is 0.2 then, where the reference lets rounding decide.
 *
 * Intervals are the same at every step: normal, with the mean square of the one-step errors as variance, and
 * cut off at 0. So stocks are planned in practice (Syntetos and Boylan 2006); where sizes are skewed, high
 * levels cover less than they say, and low ones more.
 *
 * Input: a panel of demands, none missing or negative; at least one observation a series. A series without a
 * demand is forecast 0.
 * Output: a constant, the demand of one step; `parts` has the longest sum's number of steps of each series.
 * Fitted values are by the steps and parameters of the whole series, and NaN until a sum is known. An update
 * keeps steps and parameters, and a forecast moves on whenever a sum is complete.
 * Errors: `kp.missing_values` where a value is missing, `kp.invalid_data` where one is below 0.
 * Cost: O(n) a series; constant memory; an update takes constant time a point.
 * Source: Nikolopoulos, Syntetos, Boylan, Petropoulos and Assimakopoulos, An aggregate-disaggregate
 * intermittent demand approach (ADIDA) to forecasting, Journal of the Operational Research Society 62(3),
 * 2011; Syntetos and Boylan, On the stock control performance of intermittent demand estimators, International
 * Journal of Production Economics 103(1), 2006. Forecasts agree with statsforecast 2.1.1 `ADIDA`, which has no
 * analytic interval and fits anew before each fitted value.
 */
export declare class ADIDA extends Forecaster<ADIDAParams> {
  constructor(params?: ADIDAParams);
}

/** The parameters of {@link ARCH}. */
export interface ARCHParams {
  /**
   * The mean: one that is found, the default, or zero.
   * - `constant`: One for all times, found together with the variance.
   * - `zero`: Zero, as of returns.
   * @default "constant"
   */
  mean?: "constant" | "zero";
  /**
   * How many squared errors the variance follows.
   *
   * Range: 1..=10.
   * @default 1
   */
  p?: number;
}

/**
 * A constant mean with a variance that follows the last squared errors.
 *
 * y(t) = mean + e(t), where e(t) is normal with the variance h(t) = omega + alpha_1 e(t-1)² + .. + alpha_p e(t-p)². This is
 * GARCH without betas, and everything that is said there holds.
 *
 * Input: a panel without missing values, at least 2 p + 3 observations a series. Output: forecasts; `parts` as of GARCH.
 * Errors: `kp.not_enough_data`; `kp.missing_values`.
 * Cost: some 100 to 500 passes over the series of O(n p); an update O(p) a point, a forecast O(h p).
 * Source: Engle, Autoregressive conditional heteroscedasticity with estimates of the variance of United Kingdom inflation,
 * Econometrica 50(4), 1982. Variances agree with statsforecast 2.1.1 `ARCH` at the same coefficients; see GARCH.
 */
export declare class ARCH extends Forecaster<ARCHParams> {
  constructor(params?: ARCHParams);
}

/** The parameters of {@link ARIMA}. */
export interface ARIMAParams {
  /**
   * Whether a model with one difference, seasonal or not, has a drift.
   * @default false
   */
  includeDrift?: boolean;
  /**
   * Whether a model without differences has a mean.
   * @default true
   */
  includeMean?: boolean;
  /**
   * How many autoregressive terms, differences and moving-average terms: p, d, q.
   * @default [0,0,0]
   */
  order?: readonly number[];
  /**
   * Observations in a season: 12 for months in a year; 1, the default, for no season.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
  /**
   * The same for lags of whole seasons: P, D, Q.
   * @default [0,0,0]
   */
  seasonalOrder?: readonly number[];
}

/**
 * A seasonal ARIMA model of given orders, with regressors.
 *
 * With B the step back, m the season's length and n(t) = y(t) - constant - the weighted regressors, (1 - ar B - ..) (1 -
 * seasonal_ar B^m - ..) (1-B)^d (1-B^m)^D n(t) = (1 + ma B + ..) (1 + seasonal_ma B^m + ..) e(t). The coefficients, the
 * weights and the constant are those of the greatest exact Gaussian likelihood of the differenced series; every
 * coefficient vector that is looked at is stationary and invertible. The constant is a mean without differences and a drift
 * a step with one.
 *
 * Point forecasts set the errors to come to zero. Intervals are normal, of the variance sigma² × the sum of the squared
 * weights of the errors to come; that of the coefficients is not in it. Sigma² is the mean square of the one-step errors,
 * less the parameters.
 *
 * Input: a panel without missing values, at least as many observations a series as the differences cost and 2 more than
 * there are parameters. Every column of numbers beside id, time and target is a regressor, whose future values `forecast`
 * then needs.
 * Output: forecasts; `parts` has the model, its coefficients and criteria. The first d + D m fitted values are missing.
 * Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_data` for regressors that depend on each other;
 * `kp.invalid_params` for a season in `seasonal_order` without a season's length, and a drift without exactly one difference.
 * Cost: about 30 × the number of coefficients likelihoods of O(n r), r the longest lag; a forecast O(h (r + d + D m)), an
 * update O(r) a point.
 * Source: Box, Jenkins, Reinsel and Ljung, Time Series Analysis, 5th edition, chapters 4, 5, 7 and 9. The likelihood is the
 * one of R's `arima(method = "ML")` and of statsforecast 2.1.1 `ARIMA`.
 */
export declare class ARIMA extends Forecaster<ARIMAParams> {
  constructor(params?: ARIMAParams);
}

/** The parameters of {@link Auto}. */
export interface AutoParams {
  /**
   * How many steps ahead weights look: by default one and a half seasons, at least 6; of a short history a quarter.
   *
   * Range: 1..=10000.
   * @default null
   */
  horizon?: number | null;
  /**
   * Observations in a season: 12 for months in a year, 24 for hours in a day; 1, the default, for no season.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
  /**
   * From how many origins, a season apart, weights look ahead; fewer where the history is short. Eight days, the default,
   * see a whole week.
   *
   * Range: 1..=10000.
   * @default 8
   */
  windows?: number;
}

/**
 * Looks at each series, chooses forecasters that suit it, combines them, and says why.
 *
 * What a series looks like decides its members, the first that holds:
 * `gaps` (values are missing): Structural, or Additive where there are regressors;
 * `regressors`: AutoARIMA and LinearLags, which use them, and AutoETS and DynamicOptimizedTheta, which do not;
 * `constant`: Naive;
 * `short` (fewer than 8 observations): Naive, RandomWalkWithDrift and SimpleExponentialSmoothing;
 * `intermittent` (no value below 0, and demand in fewer than 1 of 1.32 periods on average): CrostonSBA, TSB, ADIDA and IMAPA;
 * `seasons` (a season of 24 or more, or a second one): AutoETS, AutoCES, DynamicOptimizedTheta (for seasons up to 60),
 * MSTL with AutoETS and with DynamicOptimizedTheta, of the season and of both seasons, and SeasonalNaive of each;
 * `season`: AutoETS, AutoCES, DynamicOptimizedTheta and MSTL with DynamicOptimizedTheta;
 * `plain`: AutoETS, AutoCES, DynamicOptimizedTheta, RandomWalkWithDrift and SimpleExponentialSmoothing.
 * The second season of 24, 48, 96, 144, 288 and 1440 is the week, 7 times as long, and that of 7 is the year of 365,
 * where it is seen three times.
 *
 * Members of `seasons` and `regressors` are weighted by one over their mean squared error from rolling origins a season
 * apart, as `inverse_error` of Combination does; a second season of 7 is believed only where it lowers the error by a fifth. All others are combined by
 * their median: rolling origins say too little of a series of usual length, and choosing by them made forecasts worse on
 * series of M3, M4 and Tourism.
 *
 * Input: a panel. Missing values are allowed. Every column of numbers beside id, time and target is a regressor, whose
 * future values `forecast` then needs.
 * Output: forecasts and the intervals of Combination; `parts` has the kind of each series, the reason, the share of zeros and
 * the strength of the season (0 for none, 1 for nothing else; NaN where it is not seen twice), and the table `members` of
 * Combination with weights, shares and errors.
 * Errors: those of the members where all fail; `kp.missing_values` where all values are.
 * Cost: that of the members; of `seasons` and `regressors` twice as much. An update costs what the members' updates do.
 * Source: Fiorucci and Louzada, GROEC: Combination method via generalized rolling origin evaluation, International Journal of
 * Forecasting 36(1), 2020, and Petropoulos and Svetunkov (see Combination) for the members and the median; Syntetos, Boylan
 * and Croston, On the categorization of demand patterns, Journal of the Operational Research Society 56(5), 2005, for 1.32;
 * Wang, Smith and Hyndman, Characteristic-Based Clustering for Time Series Data, Data Mining and Knowledge Discovery 13,
 * 2006, for the strength of a season.
 */
export declare class Auto extends Forecaster<AutoParams> {
  constructor(params?: AutoParams);
}

/** The parameters of {@link AutoARIMA}. */
export interface AutoARIMAParams {
  /**
   * Whether models with one difference may have a drift.
   * @default true
   */
  allowDrift?: boolean;
  /**
   * Whether models without differences may have a mean.
   * @default true
   */
  allowMean?: boolean;
  /**
   * What the models are compared by: the corrected Akaike criterion by default.
   * - `aicc`: Akaike's, corrected for short series.
   * - `aic`: Akaike's.
   * - `bic`: Schwarz's, which prefers smaller models.
   * @default "aicc"
   */
  criterion?: "aicc" | "aic" | "bic";
  /**
   * Differences; null, the default, finds them by a test.
   *
   * Range: 0..=2.
   * @default null
   */
  d?: number | null;
  /**
   * The most differences that the test may ask for.
   *
   * Range: 0..=2.
   * @default 2
   */
  maxD?: number;
  /**
   * The most terms in all; counts only when `stepwise` is off.
   *
   * Range: 0..=28.
   * @default 5
   */
  maxOrder?: number;
  /**
   * The most autoregressive terms.
   *
   * Range: 0..=10.
   * @default 5
   */
  maxP?: number;
  /**
   * The most moving-average terms.
   *
   * Range: 0..=10.
   * @default 5
   */
  maxQ?: number;
  /**
   * The most seasonal differences that the test may ask for.
   *
   * Range: 0..=2.
   * @default 1
   */
  maxSeasonalD?: number;
  /**
   * The most seasonal autoregressive terms.
   *
   * Range: 0..=4.
   * @default 2
   */
  maxSeasonalP?: number;
  /**
   * The most seasonal moving-average terms.
   *
   * Range: 0..=4.
   * @default 2
   */
  maxSeasonalQ?: number;
  /**
   * The most models that are tried on a series.
   *
   * Range: 1..=10000.
   * @default 94
   */
  nmodels?: number;
  /**
   * Observations in a season: 12 for months in a year; 1, the default, for no season.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
  /**
   * Whether seasonal models are tried.
   * @default true
   */
  seasonal?: boolean;
  /**
   * Seasonal differences; null, the default, finds them by a test.
   *
   * Range: 0..=2.
   * @default null
   */
  seasonalD?: number | null;
  /**
   * Autoregressive terms of the first model.
   *
   * Range: 0..=10.
   * @default 2
   */
  startP?: number;
  /**
   * Moving-average terms of the first model.
   *
   * Range: 0..=10.
   * @default 2
   */
  startQ?: number;
  /**
   * Seasonal autoregressive terms of the first model.
   *
   * Range: 0..=4.
   * @default 1
   */
  startSeasonalP?: number;
  /**
   * Seasonal moving-average terms of the first model.
   *
   * Range: 0..=4.
   * @default 1
   */
  startSeasonalQ?: number;
  /**
   * Whether only models without differences are tried.
   * @default false
   */
  stationary?: boolean;
  /**
   * Whether neighbours of the best model so far are tried, or every model.
   * @default true
   */
  stepwise?: boolean;
}

/**
 * Seasonal ARIMA with the orders that suit each series best, with regressors.
 *
 * The model is that of ARIMA. A strong season (the share of its variance by STL above 0.64) is differenced away, then the
 * series is differenced until it passes the test of Kwiatkowski, Phillips, Schmidt and Shin at 5 %. From four starts the
 * search goes to the first neighbour with a smaller criterion (one more or less of p, q, P, Q or of two of them, with or
 * without the constant), until there is none. Models with a root within 1.01 of the unit circle are passed over. Every
 * likelihood is exact: there is no approximation to be refitted.
 *
 * Point forecasts and intervals are those of ARIMA.
 *
 * Input: a panel without missing values. A series on which no other model can be fitted gets the one without
 * coefficients; a season that is not seen once and a bit (n ≤ season_length) is left out. Every column of numbers beside
 * id, time and target is a regressor, whose future values `forecast` then needs.
 * Output: forecasts; `parts` has the model, its coefficients and criteria of each series. The first d + D m fitted values
 * are missing.
 * Errors: `kp.missing_values`; `kp.invalid_data` for regressors that depend on each other or on a constant.
 * Cost: 20 to 40 fits of ARIMA a series; with `stepwise` off, all that `max_order` allows.
 * Source: Hyndman and Khandakar, Automatic Time Series Forecasting: The forecast Package for R, Journal of Statistical
 * Software 27(3), 2008, with the test for seasons and the defaults of R's `auto.arima` and of statsforecast 2.1.1
 * `AutoARIMA`. They fit the models of long series by conditional least squares first; so the chosen orders can differ.
 */
export declare class AutoARIMA extends Forecaster<AutoARIMAParams> {
  constructor(params?: AutoARIMAParams);
}

/** The parameters of {@link AutoCES}. */
export interface AutoCESParams {
  /**
   * What the models are compared by: the corrected Akaike criterion by default.
   * - `aicc`: Akaike's, corrected for short series.
   * - `aic`: Akaike's.
   * - `bic`: Schwarz's, which prefers smaller models.
   * @default "aicc"
   */
  criterion?: "aicc" | "aic" | "bic";
  /**
   * The model: "Z", the default, for the best of "N", "S", "P" and "F".
   * - `Z`: Whichever of the four is best.
   * - `N`: No season.
   * - `S`: A simple season: a level of its own for each place in the season.
   * - `P`: A partial season: a level, and a season with real smoothing.
   * - `F`: A full season: a level, and a season with complex smoothing.
   * @default "Z"
   */
  model?: "Z" | "N" | "S" | "P" | "F";
  /**
   * Observations in a season: 12 for months in a year; 1, the default, for no season.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
}

/**
 * Complex exponential smoothing with the season that suits each series best.
 *
 * A level l and its information potential c are smoothed as one complex number: with the error e = y - forecast,
 * l' = l - (1 - a1) c + (a0 - a1) e and c' = l + (1 - a0) c + (a0 + a1) e. So trends need no term of their own. The model is
 * without a season (N), with such a pair for each place in the season (S), with a season that is smoothed by one real number
 * (P), or with one that is smoothed as a complex number too (F). Parameters are those of the least squared one-step errors
 * (Nelder-Mead, a0 to 1.8, a1 to 1.9); the start is improved by a run over the reversed series; the model is the one with
 * the least criterion.
 *
 * Intervals are normal, of the exact variance of the model: sigma² × (1 + the squared effects of the errors in between).
 * Sigma² is the sum of squared errors over n less the parameters and one.
 *
 * Input: a panel without missing values, at least 5 observations a series. A season that is not seen twice is left out. A
 * constant series, of whatever length, is continued without a search.
 * Output: forecasts; `parts` has the model, its parameters, criteria and level of each series.
 * Errors: `kp.not_enough_data`; `kp.missing_values`.
 * Cost: per model about 500 passes over the series at most; an update takes constant time a point, a forecast O(h).
 * Source: Svetunkov, Kourentzes and Ord, Complex exponential smoothing, Naval Research Logistics 69(8), 2022. Start, search
 * and criteria are those of statsforecast 2.1.1 `AutoCES`, and so are the forecasts; its simulated intervals, which add an
 * error to the last states alone, are not followed.
 */
export declare class AutoCES extends Forecaster<AutoCESParams> {
  constructor(params?: AutoCESParams);
}

/** The parameters of {@link AutoETS}. */
export interface AutoETSParams {
  /**
   * What the models are compared by: the corrected Akaike criterion by default.
   * - `aicc`: Akaike's, corrected for short series.
   * - `aic`: Akaike's.
   * - `bic`: Schwarz's, which prefers smaller models.
   * @default "aicc"
   */
  criterion?: "aicc" | "aic" | "bic";
  /**
   * Whether trends are damped; null, the default, tries both. With true only models with a trend are tried.
   * @default null
   */
  damped?: boolean | null;
  /**
   * Error, trend and season, a letter each: N for none, A for additive, M for multiplicative, Z (the default for all
   * three) for whichever is best. "MAZ" has a multiplicative error, an additive trend and any season.
   * @default "ZZZ"
   */
  model?: "ZZZ" | "ZZN" | "ZZA" | "ZZM" | "ZNZ" | "ZNN" | "ZNA" | "ZNM" | "ZAZ" | "ZAN" | "ZAA" | "ZAM" | "AZZ" | "AZN" | "AZA" | "ANZ" | "ANN" | "ANA" | "AAZ" | "AAN" | "AAA" | "MZZ" | "MZN" | "MZA" | "MZM" | "MNZ" | "MNN" | "MNA" | "MNM" | "MAZ" | "MAN" | "MAA" | "MAM";
  /**
   * The damping factor of damped trends; null, the default, estimates it.
   *
   * Range: 0.8..=0.98.
   * @default null
   */
  phi?: number | null;
  /**
   * Observations in a season: 12 for months in a year; 1, the default, for no season.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
  /**
   * Compare seasonal models by a coarse fit and fit the best one whole; with false every model is fitted whole, as
   * statsforecast and R's forecast do.
   * @default true
   */
  stepwise?: boolean;
}

/**
 * Exponential smoothing with the error, trend and season that suit each series best.
 *
 * The models are those of Hyndman, Koehler, Ord and Snyder: an additive or multiplicative error, no trend, an additive
 * or a damped one, and no season, an additive or a multiplicative one: ETS(M,Ad,M) has a multiplicative error, a damped
 * trend and a multiplicative season. Each allowed model is fitted by maximum likelihood (Nelder-Mead over the smoothing
 * parameters and initial states, from a heuristic start, 1e-4 to 0.9999 for alpha and less for beta and gamma, 0.8 to
 * 0.98 for phi), and the one with the least information criterion is kept. Additive errors are not combined with
 * multiplicative seasons, which is unstable, and trends are never multiplicative, for such forecasts explode.
 *
 * With `stepwise`, the default, models of a series with a season are compared with the seasonal states held where the
 * decomposition of the first six seasons puts them, and the best model is then fitted whole; and a model whose mean
 * absolute error is more than twice that of naive forecasts is passed over if there is another. Without, every model is
 * fitted whole: three times the work for forecasts that are no better.
 *
 * Point forecasts carry the states forward without errors. Intervals are normal with the exact variance of the model
 * (chapter 6), sigma² being the sum of squares over n less the parameters, the variance and one.
 *
 * Input: a panel without missing values. At least 7 observations a series, and 2 more for each of trend and season that
 * `model` names and 1 for a damping that is asked for; in any case 3 more than the parameters of the smallest model. A
 * season that is not seen once and a bit (n ≤ season_length) is left out. Values at or below zero rule multiplicative
 * models out. A constant series, of whatever length, is continued without a search. Seasonal states of a season longer
 * than 366 are not optimised but taken from the decomposition.
 * Output: forecasts; `parts` has the model, its parameters, criteria and states of each series, NaN where the model has
 * none.
 * Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_data` where the model named needs positive values;
 * `kp.invalid_params` for a season in `model` without a season's length, and damping without a trend.
 * Cost: per model some 100 passes over the series, without `stepwise` 1,500 at most; an update takes constant time a point. Intervals of
 * ETS(M,·,A) take O(h²), of ETS(M,·,M) O(h × season_length), of all others O(h).
 * Source: the book, chapters 2, 5 and 6. Without `stepwise` the search follows statsforecast 2.1.1 `AutoETS` step by step
 * and finds the same models. Three of its answers are not followed but the book's: forecasts of damped trends (it counts the first step
 * twice), variances of ETS(M,A,A) and ETS(M,·,M), and variances of additive seasons beyond one period.
 */
export declare class AutoETS extends Forecaster<AutoETSParams> {
  constructor(params?: AutoETSParams);
}

/** The parameters of {@link AutoMFLES}. */
export interface AutoMFLESParams {
  /**
   * What errors are measured by.
   * - `smape`: The mean of |error| × 2 / |value + forecast|.
   * - `mape`: The mean of |error / forecast|.
   * - `mse`: The mean square.
   * - `mae`: The mean of |error|.
   * @default "smape"
   */
  metric?: "smape" | "mape" | "mse" | "mae";
  /**
   * Tests, each that much earlier.
   *
   * Range: 1..=1000.
   * @default 2
   */
  nWindows?: number;
  /**
   * Observations in each season: [24, 168] for hours in days and weeks, 12 for months in years; 1, the default, for no
   * season.
   * @default [1]
   */
  seasonLengths?: number | readonly number[];
  /**
   * Observations from one test to the next; null, the default, for the size of a test.
   *
   * Range: 1..=100000.
   * @default null
   */
  stepSize?: number | null;
  /**
   * Observations in a test, best as many as are to be forecast; null, the default, for the longest season, or 6 without
   * a season.
   *
   * Range: 1..=100000.
   * @default null
   */
  testSize?: number | null;
}

/**
 * MFLES with the settings that forecast each series' last observations best.
 *
 * With a season there are 12 settings: with the season or without it, later seasons counting more or not, and as the
 * smoother a mean of exponential smoothers or a moving average over the shortest season, half of it, or two values. Without
 * a season there are 6: either smoother or, after five rounds, none, and lines robust where the series spreads more than
 * 0.5, or never. Each forecasts the last `test_size` observations, and as many that ended `step_size` before, and so on; the one of the least
 * mean error is fitted to the whole series. Whether lines are robust is decided on the longest part.
 *
 * Input: a panel without missing values; as for MFLES. Where the series has not enough for `n_windows`, those that it has
 * count; without any it is the exponential smoothers, and weights on the season.
 * Output: as MFLES.
 * Errors: `kp.missing_values`.
 * Cost: that of 7 fits of MFLES with a season and two windows, of 5 without, for settings share their first rounds.
 * Source: Blume, MFLES (github.com/tblume1992/MFLES), 2024. Choices and forecasts agree with statsforecast 2.1.1
 * `AutoMFLES` where those of MFLES do; its settings cannot be given here.
 */
export declare class AutoMFLES extends Forecaster<AutoMFLESParams> {
  constructor(params?: AutoMFLESParams);
}

/** The parameters of {@link AutoTheta}. */
export interface AutoThetaParams {
  /**
   * How a season is taken out and put back: by division, the default, or by subtraction.
   * - `multiplicative`: By division: the season is a share of the level. Additive all the same where a value is not positive.
   * - `additive`: By subtraction: the season has the same size at any level.
   * @default "multiplicative"
   */
  decompositionType?: "multiplicative" | "additive";
  /**
   * Observations in a season: 12 for months in a year; 1, the default, for no season. Below 4 none is looked
   * for.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
}

/**
 * Of the four theta models the one with the least squared errors.
 *
 * The models are Theta, OptimizedTheta, DynamicTheta and DynamicOptimizedTheta (STM, OTM, DSTM, DOTM); of equals
 * the first. Note that the static models' errors are measured by the line through the whole series.
 *
 * With level l and the line A + B t, y(n+1) = l(n) + (1 - 1/theta) (A (1-alpha)^n + B (1 - (1-alpha)^(n+1)) /
 * alpha) and l(n+1) = alpha y(n+1) + (1 - alpha) l(n): the larger theta, the more the line counts. Alpha (0.1
 * to 0.99), the level before the first observation and, where it is optimised, theta (1 to 1e10) are found by
 * least squares of the one-step errors from the fourth on (Nelder-Mead, 1,000 iterations at most).
 *
 * A series of at least two seasons of four or more observations is tested for a season (its autocorrelation at
 * the season's length, at 90 %), and a season that passes is taken out by classical decomposition and put back
 * into forecasts.
 *
 * Intervals are normal and exact: the errors' variance is carried through level and line, without that of the
 * parameters. Sigma² is the variance of the one-step errors from the fourth on, without their season.
 *
 * Input: a panel without missing values, at least 5 observations a series. A constant one is continued without
 * a search.
 * Output: forecasts; `parts` has model, alpha, theta, level, the line's mean and slope and the season's
 * indices (the next one first) of each series. Fitted values of a static model use the line through the whole
 * series. An update keeps alpha, theta and the season, and moves level and line on; what it expects of an
 * observation is by the line through those before.
 * Errors: `kp.not_enough_data` for a series of fewer than 5 observations, `kp.missing_values` where one is
 * missing.
 * Cost: about 100 passes over the series per model, and season_length passes for the test; four numbers of
 * memory an observation during the fit; a forecast O(h); an update takes constant time a point.
 * Source: Fiorucci et al., Models for optimising the theta method and their relationship to state space
 * models, International Journal of Forecasting 32(4), 2016. Forecasts agree with statsforecast 2.1.1. It
 * simulates intervals with 200 paths that move the line of static models too and count a season twice; these
 * are not followed, nor is its stopping rule where values are below 1 on average, which depends on their unit.
 */
export declare class AutoTheta extends Forecaster<AutoThetaParams> {
  constructor(params?: AutoThetaParams);
}

/** The parameters of {@link Combination}. */
export interface CombinationParams {
  /**
   * How many steps ahead weights look: by default one and a half seasons, at least 6; of a short history a quarter.
   *
   * Range: 1..=10000.
   * @default null
   */
  horizon?: number | null;
  /**
   * How forecasts become one.
   * - `median`: The median of the members, step by step: no weights, and no member can spoil it alone.
   * - `mean`: The mean.
   * - `inverse_error`: A weighted mean: weights are as one over the mean squared error from the rolling origins.
   * - `stacking`: A weighted mean: of all weights that are not negative and sum to 1, those of the least squared error from the rolling origins.
   * - `first`: The first member that can be fitted; those after it are for series that are too short or too odd for it.
   * @default "median"
   */
  method?: "median" | "mean" | "inverse_error" | "stacking" | "first";
  /**
   * The members: forecasters by name, or with parameters: {"forecaster": "AutoETS", "params": {"model": "ANN"}}.
   * By default AutoETS, AutoCES and DynamicOptimizedTheta.
   * @default ["AutoETS","AutoCES","DynamicOptimizedTheta"]
   */
  models?: readonly unknown[];
  /**
   * Observations in a season: 12 for months in a year; 1, the default, for no season. Members whose parameters do not
   * say another are given it.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
  /**
   * From how many origins, one observation apart, weights look ahead; fewer where the history is short.
   *
   * Range: 1..=10000.
   * @default 8
   */
  windows?: number;
}

/**
 * Forecasts each series with several forecasters and combines them into one forecast.
 *
 * The forecast of a step is the median or a weighted mean of the members' forecasts of that step, or with `first` that of
 * the first member that can be fitted to the series: the others are its fallbacks, and `parts` says which it was and why. Intervals are those of
 * the mixture of the members' distributions as far as its variance goes: the weighted mean (the mean, for the median) of
 * the squared half widths, and of the squared distances of the members' forecasts from the combined one, z² times. On
 * series of M3, M4 and Tourism those of the default cover .90, .93 and .91 where .95 is asked for.
 *
 * Weights of `inverse_error` and `stacking` come from the series itself: every member is
 * fitted without the end of the history, forecasts `horizon` steps from each of the last `windows` origins, learning the
 * observation between one and the next without a new fit, and weights compare those errors. Stacking solves
 * min |E w|² over w >= 0 with sum 1 exactly (E: a column of errors a member), by non-negative least squares.
 *
 * Input: a panel as the members take it. Regressors are shown to the members that use them; one at least must. A member
 * that cannot be fitted to a series is left out there; a history too short for rolling origins (half of it stays before
 * the first) gives equal weights.
 * Output: forecasts; `parts` has the table `members`: for each series and member its weight, its share (the mean weight of
 * its one-step forecasts in the combined ones; for the median, how often it was the median), the root of its mean
 * squared error from the rolling origins, and why it was left out; and a table of each member with what its `parts` have.
 * Errors: those of the first member where all fail; `kp.invalid_params` for a forecaster that there is not or parameters
 * that it does not take; `kp.unsupported` for regressors that no member uses.
 * Cost: the sum of the members' costs; `inverse_error` and `stacking` take a second fit. An update costs what the members'
 * updates do.
 * Source: Bates and Granger, The Combination of Forecasts, Operational Research Quarterly 20(4), 1969, for weights of one
 * over the error variance; Breiman, Stacked Regressions, Machine Learning 24, 1996; Petropoulos and Svetunkov, A simple
 * combination of univariate models, International Journal of Forecasting 36(1), 2020, for the median of models close to
 * the default ones.
 */
export declare class Combination extends Forecaster<CombinationParams> {
  constructor(params?: CombinationParams);
}

/** The parameters of {@link CrostonClassic}. */
export interface CrostonClassicParams {
  /**
   * What the newest demand weighs in size and interval; 0.1 by default.
   *
   * Range: 0..=1.
   * @default 0.1
   */
  alpha?: number;
}

/**
 * Forecasts demand of many zeros as the size of a demand over the time between demands.
 *
 * y(n+h) = z / p, with alpha for both size and interval.
 *
 * The size z and the interval p are simple exponential smoothings that move only when there is a demand; they
 * begin at the first demand and at its place in the series.
 *
 * Intervals are the same at every step, for Croston's demand varies about a mean that does not move: normal,
 * with the mean square of the one-step errors as variance, and cut off at 0. So stocks are planned in practice
 * (Syntetos and Boylan 2006); where sizes are skewed, high levels cover less than they say, and low ones more.
 *
 * Input: a panel of demands, none missing or negative; at least one observation a series. A series without a
 * demand is forecast 0.
 * Output: a constant, the demand of one step; `parts` has sizes and intervals of each series. Fitted values
 * are by the parameters of the whole series: the first is NaN, and those before the first demand are 0. An
 * update keeps the parameters and moves size and interval on.
 * Errors: `kp.missing_values` where a value is missing, `kp.invalid_data` where one is below 0.
 * Cost: O(n) a series; constant memory; an update takes constant time a point.
 * Source: Croston, Forecasting and stock control for intermittent demands, Operational Research Quarterly
 * 23(3), 1972; Syntetos and Boylan, On the stock control performance of intermittent demand estimators,
 * International Journal of Production Economics 103(1), 2006. Forecasts and fitted values agree with
 * statsforecast 2.1.1 `CrostonClassic`, whose alpha is always 0.1 and which has no analytic interval.
 */
export declare class CrostonClassic extends Forecaster<CrostonClassicParams> {
  constructor(params?: CrostonClassicParams);
}

/** The parameters of {@link CrostonOptimized}. */
export interface CrostonOptimizedParams {
}

/**
 * Croston's method with smoothing parameters of least squares.
 *
 * y(n+h) = z / p. The parameter of the size is the one from 0.1 to 0.3 that would have forecast the sizes best,
 * and so is that of the interval (golden section search). Of two demands none is best; it is 0.2 then.
 *
 * The size z and the interval p are simple exponential smoothings that move only when there is a demand; they
 * begin at the first demand and at its place in the series.
 *
 * Intervals are the same at every step, for Croston's demand varies about a mean that does not move: normal,
 * with the mean square of the one-step errors as variance, and cut off at 0. So stocks are planned in practice
 * (Syntetos and Boylan 2006); where sizes are skewed, high levels cover less than they say, and low ones more.
 *
 * Input: a panel of demands, none missing or negative; at least one observation a series. A series without a
 * demand is forecast 0.
 * Output: a constant, the demand of one step; `parts` has sizes and intervals of each series. Fitted values
 * are by the parameters of the whole series: the first is NaN, and those before the first demand are 0. An
 * update keeps the parameters and moves size and interval on.
 * Errors: `kp.missing_values` where a value is missing, `kp.invalid_data` where one is below 0.
 * Cost: O(n) a series; constant memory; an update takes constant time a point.
 * Source: Croston, Forecasting and stock control for intermittent demands, Operational Research Quarterly
 * 23(3), 1972; Syntetos and Boylan, On the stock control performance of intermittent demand estimators,
 * International Journal of Production Economics 103(1), 2006. Forecasts agree with statsforecast 2.1.1
 * `CrostonOptimized`, which has no analytic interval, searches for new parameters before each fitted value,
 * and lets rounding decide where no parameter is best.
 */
export declare class CrostonOptimized extends Forecaster<CrostonOptimizedParams> {
  constructor(params?: CrostonOptimizedParams);
}

/** The parameters of {@link CrostonSBA}. */
export interface CrostonSBAParams {
  /**
   * What the newest demand weighs in size and interval; 0.1 by default.
   *
   * Range: 0..=1.
   * @default 0.1
   */
  alpha?: number;
}

/**
 * Croston's method with Syntetos and Boylan's approximate correction of its bias.
 *
 * y(n+h) = (1 - alpha / 2) z / p: the ratio of two means is too large by about that much, because 1/p is curved.
 *
 * The size z and the interval p are simple exponential smoothings that move only when there is a demand; they
 * begin at the first demand and at its place in the series.
 *
 * Intervals are the same at every step, for Croston's demand varies about a mean that does not move: normal,
 * with the mean square of the one-step errors as variance, and cut off at 0. So stocks are planned in practice
 * (Syntetos and Boylan 2006); where sizes are skewed, high levels cover less than they say, and low ones more.
 *
 * Input: a panel of demands, none missing or negative; at least one observation a series. A series without a
 * demand is forecast 0.
 * Output: a constant, the demand of one step; `parts` has sizes and intervals of each series. Fitted values
 * are by the parameters of the whole series: the first is NaN, and those before the first demand are 0. An
 * update keeps the parameters and moves size and interval on.
 * Errors: `kp.missing_values` where a value is missing, `kp.invalid_data` where one is below 0.
 * Cost: O(n) a series; constant memory; an update takes constant time a point.
 * Source: Syntetos and Boylan, The accuracy of intermittent demand estimates, International Journal of
 * Forecasting 21(2), 2005; the same, On the stock control performance of intermittent demand estimators,
 * International Journal of Production Economics 103(1), 2006. Forecasts and fitted values agree with
 * statsforecast 2.1.1 `CrostonSBA`, whose alpha is always 0.1 and which has no analytic interval.
 */
export declare class CrostonSBA extends Forecaster<CrostonSBAParams> {
  constructor(params?: CrostonSBAParams);
}

/** The parameters of {@link RandomWalkWithDrift}. */
export interface RandomWalkWithDriftParams {
}

/**
 * Forecasts the last value plus the average step so far: a random walk with drift.
 *
 * y(n+h) = y(n) + h × (y(n) - y(1)) / (n-1), with the interval sigma × sqrt(h × (1 + h / (n-1))), where sigma² is the
 * mean square of the steps about their average; the second term is the uncertainty of the drift itself.
 *
 * Input: a panel without missing values, at least two observations a series. Output: a straight line. The fitted values
 * use the drift of the whole series; those of `update` use what was known at the time.
 * Errors: `kp.not_enough_data` for a series of one observation, `kp.missing_values` where one is missing.
 * Cost: O(n) a series; constant memory; an update takes constant time a point.
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5; the numbers agree
 * with statsforecast 2.1.1 `RandomWalkWithDrift`.
 */
export declare class RandomWalkWithDrift extends Forecaster<RandomWalkWithDriftParams> {
  constructor(params?: RandomWalkWithDriftParams);
}

/** The parameters of {@link DynamicOptimizedTheta}. */
export interface DynamicOptimizedThetaParams {
  /**
   * How a season is taken out and put back: by division, the default, or by subtraction.
   * - `multiplicative`: By division: the season is a share of the level. Additive all the same where a value is not positive.
   * - `additive`: By subtraction: the season has the same size at any level.
   * @default "multiplicative"
   */
  decompositionType?: "multiplicative" | "additive";
  /**
   * Observations in a season: 12 for months in a year; 1, the default, for no season. Below 4 none is looked
   * for.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
}

/**
 * The theta method with a line that is fitted anew at each step and a weight found by least squares.
 *
 * This is the dynamic optimised theta model (DOTM): as DynamicTheta, but theta is optimised too.
 *
 * With level l and the line A + B t, y(n+1) = l(n) + (1 - 1/theta) (A (1-alpha)^n + B (1 - (1-alpha)^(n+1)) /
 * alpha) and l(n+1) = alpha y(n+1) + (1 - alpha) l(n): the larger theta, the more the line counts. Alpha (0.1
 * to 0.99), the level before the first observation and, where it is optimised, theta (1 to 1e10) are found by
 * least squares of the one-step errors from the fourth on (Nelder-Mead, 1,000 iterations at most).
 *
 * A series of at least two seasons of four or more observations is tested for a season (its autocorrelation at
 * the season's length, at 90 %), and a season that passes is taken out by classical decomposition and put back
 * into forecasts.
 *
 * Intervals are normal and exact: the errors' variance is carried through level and line, without that of the
 * parameters. Sigma² is the variance of the one-step errors from the fourth on, without their season.
 *
 * Input: a panel without missing values, at least 5 observations a series. A constant one is continued without
 * a search.
 * Output: forecasts; `parts` has model, alpha, theta, level, the line's mean and slope and the season's
 * indices (the next one first) of each series. Fitted values of a static model use the line through the whole
 * series. An update keeps alpha, theta and the season, and moves level and line on; what it expects of an
 * observation is by the line through those before.
 * Errors: `kp.not_enough_data` for a series of fewer than 5 observations, `kp.missing_values` where one is
 * missing.
 * Cost: about 100 passes over the series per model, and season_length passes for the test; four numbers of
 * memory an observation during the fit; a forecast O(h); an update takes constant time a point.
 * Source: Fiorucci et al., Models for optimising the theta method and their relationship to state space
 * models, International Journal of Forecasting 32(4), 2016. Forecasts agree with statsforecast 2.1.1. It
 * simulates intervals with 200 paths that move the line of static models too and count a season twice; these
 * are not followed, nor is its stopping rule where values are below 1 on average, which depends on their unit.
 */
export declare class DynamicOptimizedTheta extends Forecaster<DynamicOptimizedThetaParams> {
  constructor(params?: DynamicOptimizedThetaParams);
}

/** The parameters of {@link DynamicTheta}. */
export interface DynamicThetaParams {
  /**
   * How a season is taken out and put back: by division, the default, or by subtraction.
   * - `multiplicative`: By division: the season is a share of the level. Additive all the same where a value is not positive.
   * - `additive`: By subtraction: the season has the same size at any level.
   * @default "multiplicative"
   */
  decompositionType?: "multiplicative" | "additive";
  /**
   * Observations in a season: 12 for months in a year; 1, the default, for no season. Below 4 none is looked
   * for.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
}

/**
 * The theta method with a line that is fitted anew to the observations before each step.
 *
 * This is the dynamic standard theta model (DSTM), whose theta is 2. Forecasts beyond the first carry the line on
 * through the forecasts before.
 *
 * With level l and the line A + B t, y(n+1) = l(n) + (1 - 1/theta) (A (1-alpha)^n + B (1 - (1-alpha)^(n+1)) /
 * alpha) and l(n+1) = alpha y(n+1) + (1 - alpha) l(n): the larger theta, the more the line counts. Alpha (0.1
 * to 0.99), the level before the first observation and, where it is optimised, theta (1 to 1e10) are found by
 * least squares of the one-step errors from the fourth on (Nelder-Mead, 1,000 iterations at most).
 *
 * A series of at least two seasons of four or more observations is tested for a season (its autocorrelation at
 * the season's length, at 90 %), and a season that passes is taken out by classical decomposition and put back
 * into forecasts.
 *
 * Intervals are normal and exact: the errors' variance is carried through level and line, without that of the
 * parameters. Sigma² is the variance of the one-step errors from the fourth on, without their season.
 *
 * Input: a panel without missing values, at least 5 observations a series. A constant one is continued without
 * a search.
 * Output: forecasts; `parts` has model, alpha, theta, level, the line's mean and slope and the season's
 * indices (the next one first) of each series. Fitted values of a static model use the line through the whole
 * series. An update keeps alpha, theta and the season, and moves level and line on; what it expects of an
 * observation is by the line through those before.
 * Errors: `kp.not_enough_data` for a series of fewer than 5 observations, `kp.missing_values` where one is
 * missing.
 * Cost: about 100 passes over the series per model, and season_length passes for the test; four numbers of
 * memory an observation during the fit; a forecast O(h); an update takes constant time a point.
 * Source: Fiorucci et al., Models for optimising the theta method and their relationship to state space
 * models, International Journal of Forecasting 32(4), 2016. Forecasts agree with statsforecast 2.1.1. It
 * simulates intervals with 200 paths that move the line of static models too and count a season twice; these
 * are not followed, nor is its stopping rule where values are below 1 on average, which depends on their unit.
 */
export declare class DynamicTheta extends Forecaster<DynamicThetaParams> {
  constructor(params?: DynamicThetaParams);
}

/** The parameters of {@link GARCH}. */
export interface GARCHParams {
  /**
   * The mean: one that is found, the default, or zero.
   * - `constant`: One for all times, found together with the variance.
   * - `zero`: Zero, as of returns.
   * @default "constant"
   */
  mean?: "constant" | "zero";
  /**
   * How many squared errors the variance follows.
   *
   * Range: 1..=10.
   * @default 1
   */
  p?: number;
  /**
   * How many earlier variances it follows.
   *
   * Range: 0..=10.
   * @default 1
   */
  q?: number;
}

/**
 * A constant mean with a variance that follows squared errors and itself.
 *
 * y(t) = mean + e(t), where e(t) is normal with the variance h(t) = omega + alpha_1 e(t-1)² + .. + alpha_p e(t-p)² + beta_1
 * h(t-1) + .. + beta_q h(t-q). All coefficients but the mean are at least 0, and alphas and betas sum to less than 1. They
 * are those of the greatest likelihood of the observations after the first max(p, q), whose variance is taken to be that of
 * the whole series (limited-memory BFGS with the exact gradient, from four starts).
 *
 * Point forecasts are the mean. Intervals are normal, of the variance that is expected at each step: h(n+1) is known, and
 * those after it go to omega / (1 - the sum of alphas and betas). From the second step on the errors have heavier tails
 * than a normal variable of that variance: very high levels cover a little less than they say.
 *
 * Input: a panel without missing values, at least max(p, q) + p + q + 3 observations a series; some hundreds are needed
 * for coefficients that mean something. A constant series, of whatever length, is continued without a spread.
 * Output: forecasts; `parts` has the mean, omega, the first alpha and beta, the sum of all, the variances far ahead and of the
 * next observation, and the criteria of each series. Fitted values are the mean. An update keeps the coefficients and moves
 * the variance on.
 * Errors: `kp.not_enough_data`; `kp.missing_values`.
 * Cost: some 100 to 500 passes over the series of O(n (p + q)); an update O(p + q) a point, a forecast O(h (p + q)).
 * Source: Bollerslev, Generalized autoregressive conditional heteroskedasticity, Journal of Econometrics 31(3), 1986.
 * Variances agree with statsforecast 2.1.1 `GARCH` at the same coefficients. It counts densities about the mean of the
 * series, but errors about zero; by one or the other alone its coefficients are never likelier than these. Its forecasts
 * are a random path of errors, and its intervals are about that path; neither is followed.
 */
export declare class GARCH extends Forecaster<GARCHParams> {
  constructor(params?: GARCHParams);
}

/** The parameters of {@link HistoricAverage}. */
export interface HistoricAverageParams {
}

/**
 * Forecasts the mean of all observations so far.
 *
 * y(n+h) = (y(1) + ... + y(n)) / n, with the interval sigma × sqrt(1 + 1/n), where sigma² is the sum of squares about
 * the mean over n-1; the second term is the uncertainty of the mean itself.
 *
 * Input: a panel without missing values, at least one observation a series (two for intervals wider than a point).
 * Output: a constant; `parts` has the mean of each series. The fitted values are the mean of the whole series; those
 * of `update` are what was known at the time.
 * Errors: `kp.missing_values` where one is missing.
 * Cost: O(n) a series; constant memory; an update takes constant time a point.
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5; the numbers
 * agree with statsforecast 2.1.1 `HistoricAverage`.
 */
export declare class HistoricAverage extends Forecaster<HistoricAverageParams> {
  constructor(params?: HistoricAverageParams);
}

/** The parameters of {@link Holt}. */
export interface HoltParams {
  /**
   * Whether the trend is damped: false, the default, for Holt's own method; null tries both and keeps the one with
   * the less corrected Akaike criterion.
   * @default false
   */
  damped?: boolean | null;
  /**
   * "A", the default, for errors of the same size at any level, or "M" for errors that are a share of it.
   * - `A`: Additive: of the same size at any level.
   * - `M`: Multiplicative: a share of the forecast. The values must be positive.
   * @default "A"
   */
  errorType?: "A" | "M";
}

/**
 * Holt's method: exponential smoothing with a level and a trend.
 *
 * y(n+h) = l(n) + h b(n), where l(t) = alpha y(t) + (1 - alpha) (l(t-1) + b(t-1)) and b(t) = r (l(t) - l(t-1)) + (1 -
 * r) b(t-1) with r = beta / alpha. With damping each step of the trend is phi times the one before. As a model this is
 * ETS(A,A,N) or, with a multiplicative error, ETS(M,A,N), and it is fitted as AutoETS fits it: parameters and initial
 * states by maximum likelihood. Intervals are normal with the exact variance of the model.
 *
 * Input: a panel without missing values. At least 9 observations a series, 10 for a damped trend; a constant series,
 * of whatever length, is continued without a search.
 * Output: a straight line, or one that levels out; `parts` has the model, its parameters, criteria and states of each
 * series. An update keeps the parameters and moves the states on.
 * Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_data` where a multiplicative error meets a value that
 * is not positive.
 * Cost: about 300 passes over the series; an update takes constant time a point; intervals O(h).
 * Source: Holt, Forecasting seasonals and trends by exponentially weighted moving averages (1957; International
 * Journal of Forecasting 20(1), 2004); Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing
 * (2008), chapters 2, 5 and 6. The numbers agree with those of statsforecast 2.1.1 `AutoETS` of the same model. Its
 * `Holt` tries a damped trend too, as here where `damped` is null, and counts the first step of one twice, which is
 * not followed.
 */
export declare class Holt extends Forecaster<HoltParams> {
  constructor(params?: HoltParams);
}

/** The parameters of {@link HoltWinters}. */
export interface HoltWintersParams {
  /**
   * Whether the trend is damped: false, the default, for the method's own; null tries both and keeps the one with
   * the less corrected Akaike criterion.
   * @default false
   */
  damped?: boolean | null;
  /**
   * "A", the default, for a season and errors of the same size at any level, or "M" for a season and errors that are
   * a share of it.
   * - `A`: Additive: of the same size at any level.
   * - `M`: Multiplicative: a share of the forecast. The values must be positive.
   * @default "A"
   */
  errorType?: "A" | "M";
  /**
   * Observations in a season: 12 for months in a year. With 1, the default, this is Holt's method.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
}

/**
 * The method of Holt and Winters: exponential smoothing with a level, a trend and a season.
 *
 * Additive: y(n+h) = l(n) + h b(n) + s, where s is the last state of the season of n+h, and level, trend and season
 * follow the observations by alpha, beta and gamma. Multiplicative: y(n+h) = (l(n) + h b(n)) s. As a model this is
 * ETS(A,A,A) or ETS(M,A,M), and it is fitted as AutoETS fits it: parameters and initial states by maximum likelihood.
 * Intervals are normal with the exact variance of the model.
 *
 * Input: a panel without missing values. At least 11 observations a series and 7 more than the season's length, one
 * more for a damped trend; a season that is not seen once and a bit (n ≤ season_length) is left out. A constant
 * series, of whatever length, is continued without a search.
 * Output: forecasts; `parts` has the model, its parameters, criteria and states of each series. An update keeps the
 * parameters and moves the states on.
 * Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_data` where the multiplicative method meets a value
 * that is not positive.
 * Cost: about 1,500 passes over the series at most; an update takes constant time a point; intervals O(h), of the
 * multiplicative method O(h × season_length).
 * Source: Winters, Forecasting sales by exponentially weighted moving averages, Management Science 6(3), 1960;
 * Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (2008), chapters 2, 5 and 6. The numbers
 * agree with those of statsforecast 2.1.1 `AutoETS` of the same model, but for intervals of the multiplicative method
 * and of the additive one beyond a season, which are the book's. Its `HoltWinters` tries a damped trend too, as here
 * where `damped` is null, and counts the first step of one twice, which is not followed.
 */
export declare class HoltWinters extends Forecaster<HoltWintersParams> {
  constructor(params?: HoltWintersParams);
}

/** The parameters of {@link IMAPA}. */
export interface IMAPAParams {
}

/**
 * Forecasts demand of many zeros by the mean of forecasts from sums over one step, two, and so on.
 *
 * y(n+h) is the mean of l(k) / k over k = 1 to K, where l(k) is the simple exponential smoothing of the sums over
 * k steps each, and K the mean number of steps between demands, rounded (intermittent multiple aggregation
 * prediction algorithm).
 *
 * Sums do not overlap, and the last ends with the last observation; what is left at the beginning is not used.
 * Alpha is the one from 0.1 to 0.3 with the least squared errors of the sums (golden section search). Of two
 * sums none is best; it is 0.2 then, where the reference lets rounding decide.
 *
 * Intervals are the same at every step: normal, with the mean square of the one-step errors as variance, and
 * cut off at 0. So stocks are planned in practice (Syntetos and Boylan 2006); where sizes are skewed, high
 * levels cover less than they say, and low ones more.
 *
 * Input: a panel of demands, none missing or negative; at least one observation a series. A series without a
 * demand is forecast 0.
 * Output: a constant, the demand of one step; `parts` has the longest sum's number of steps of each series.
 * Fitted values are by the steps and parameters of the whole series, and NaN until a sum is known. An update
 * keeps steps and parameters, and a forecast moves on whenever a sum is complete.
 * Errors: `kp.missing_values` where a value is missing, `kp.invalid_data` where one is below 0.
 * Cost: O(n K) a series; memory in K; an update takes time in K a point.
 * Source: Petropoulos and Kourentzes, Forecast combinations for intermittent demand, Journal of the
 * Operational Research Society 66(6), 2015; Syntetos and Boylan, On the stock control performance of
 * intermittent demand estimators, International Journal of Production Economics 103(1), 2006. Forecasts agree
 * with statsforecast 2.1.1 `IMAPA`, which has no analytic interval and fits anew before each fitted value.
 */
export declare class IMAPA extends Forecaster<IMAPAParams> {
  constructor(params?: IMAPAParams);
}

/** The parameters of {@link LinearLags}. */
export interface LinearLagsParams {
  /**
   * Differences; 1, the default, suits most series, 0 those that return to a level.
   *
   * Range: 0..=2.
   * @default 1
   */
  d?: number;
  /**
   * Whether each day of the week has an effect.
   * @default false
   */
  dayOfWeek?: boolean;
  /**
   * How many steps back the values lie that a value is regressed on: [1, 2, 12]; 1 to `season_length` when empty, the
   * default.
   * @default []
   */
  lags?: number | readonly number[];
  /**
   * Whether each month of the year has an effect.
   * @default false
   */
  month?: boolean;
  /**
   * The penalty an observation; null, the default, finds it for each series.
   *
   * Range: 0..=1000000.
   * @default null
   */
  ridge?: number | null;
  /**
   * Observations in a season: 12 for months in a year; 1, the default, for no season.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
  /**
   * Seasonal differences.
   *
   * Range: 0..=2.
   * @default 0
   */
  seasonalD?: number;
  /**
   * Whether there is a straight line in time.
   * @default false
   */
  trend?: boolean;
}

/**
 * Ridge regression on a series' own lags, with differences, a trend, the calendar and regressors.
 *
 * With w the series after `d` differences and `seasonal_d` seasonal ones: w(t) = c + the sum of phi_l w(t-l) over the lags +
 * b t + the effects of its month and its day of the week + the weighted differences of the regressors + e(t). Columns are
 * standardised, and |w - Xb|² + ridge × n × |b|² is minimised, without a penalty on c. The default penalty is the one with
 * the least mean square of the errors of observations that are left out of the fit, which the diagonal of the hat matrix
 * gives exactly for each.
 *
 * Point forecasts go on step by step, forecasts in place of what is not known yet. Intervals are normal, of the variance
 * sigma² × the sum of the squared weights of the errors to come, sigma² that mean square.
 *
 * Input: a panel without missing values, at least 3 observations more a series than the differences cost and the longest
 * lag. Every column of numbers beside id, time and target is a regressor, whose future values `forecast` then needs.
 * Output: forecasts; `parts` has the penalty, sigma² and the constant. Fitted values are missing until there is a past.
 * Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_params` for more than 1,000 lags, for a seasonal difference without a season's length
 * and for a month or a day of the week of whole-number time; `kp.invalid_data` where the regression grows beyond all
 * numbers within the steps that are asked for.
 * Cost: O(n p² + p³) for p columns, and O(n p) for each of 31 penalties; a forecast O(h p), its intervals O(h² + h × lag).
 * Source: Hoerl and Kennard, Ridge Regression, Technometrics 12(1), 1970; Allen, The Relationship Between Variable Selection
 * and Data Augmentation and a Method for Prediction, Technometrics 16(1), 1974. Without a penalty it is statsmodels 0.15
 * `AutoReg`; errors of left-out observations agree with scikit-learn 1.9 `RidgeCV`.
 */
export declare class LinearLags extends Forecaster<LinearLagsParams> {
  constructor(params?: LinearLagsParams);
}

/** The parameters of {@link MFLES}. */
export interface MFLESParams {
  /**
   * The lasso's penalty on the bends of the trend, an observation.
   *
   * Range: > 0.
   * @default 1.0
   */
  alpha?: number;
  /**
   * Whether the trend may bend.
   * @default true
   */
  changepoints?: boolean;
  /**
   * The spread above which lines are robust.
   *
   * Range: >= 0.
   * @default 0.7
   */
  covThreshold?: number;
  /**
   * How much of its height a piece of trend keeps instead of going to the last value; null, the default, to take that
   * from the height itself.
   *
   * Range: 0..=1.
   * @default null
   */
  decay?: number | null;
  /**
   * Pairs of waves in each season; null, the default, for 5 below a length of 10, 10 below 70, else 15.
   *
   * Range: 1..=4392.
   * @default null
   */
  fourierOrder?: number | null;
  /**
   * The smoother is the mean of one more than so many values; null, the default, for 1.
   *
   * Range: 1..=8784.
   * @default null
   */
  ma?: number | null;
  /**
   * What the rates of the exponential smoothers stay below; they are 0.05 apart.
   *
   * Range: > 0, <= 1.
   * @default 1.0
   */
  maxAlpha?: number;
  /**
   * Rounds at most; there are never more than 7.
   *
   * Range: 1..=1000.
   * @default 50
   */
  maxRounds?: number;
  /**
   * The least rate of the exponential smoothers.
   *
   * Range: > 0, <= 1.
   * @default 0.05
   */
  minAlpha?: number;
  /**
   * Whether to begin with the median of each longest season instead of the one of the series.
   * @default false
   */
  movingMedians?: boolean;
  /**
   * Whether to fit logarithms; null, the default, to do so where there is a season and all values are above zero.
   * @default null
   */
  multiplicative?: boolean | null;
  /**
   * Where it may bend: at a share of the observations below 1, else at so many places; at most at every tenth.
   *
   * Range: 0..=1000000.
   * @default 0.25
   */
  nChangepoints?: number;
  /**
   * What of the smoother is added.
   *
   * Range: > 0, <= 1.
   * @default 1.0
   */
  residualsLr?: number;
  /**
   * Whether lines are robust; null, the default, to decide by `cov_threshold`.
   * @default null
   */
  robust?: boolean | null;
  /**
   * Observations in each season: [24, 168] for hours in days and weeks, 12 for months in years; 1, the default, for no
   * season.
   * @default [1]
   */
  seasonLengths?: number | readonly number[];
  /**
   * What of a season is added in a round.
   *
   * Range: > 0, <= 1.
   * @default 0.9
   */
  seasonalLr?: number;
  /**
   * Whether later seasons count more: the first once, the second twice, ..
   * @default false
   */
  seasonalityWeights?: boolean;
  /**
   * Whether the smoother is a mean of exponential smoothers instead of a moving average.
   * @default false
   */
  smoother?: boolean;
  /**
   * What of a trend that may bend is added in a round.
   *
   * Range: > 0, <= 1.
   * @default 0.9
   */
  trendLr?: number;
  /**
   * Whether the slope goes on only with the share of the variance that the first line explained.
   * @default true
   */
  trendPenalty?: boolean;
}

/**
 * Forecasts a series of one or several seasons by gradient boosting of its parts.
 *
 * The fit begins with the median. Each of seven rounds fits what is left: a season of waves by least squares (the seasons
 * take turns), every second round a line as well, and the last round a smoother, which follows the level. A part is added,
 * shrunk by its rate, if it lowers the mean square. The first line is one of least squares, and later ones are made of
 * straight pieces (lasso); where the series without its first season spreads more than `cov_threshold`, all are lines of
 * repeated medians (Siegel). Series above zero with a season are fitted in logarithms, others standardised. The forecast
 * is the line, its slope times the share of the variance that the first line explained, the seasons, and the last level
 * of the smoother.
 *
 * Intervals are normal on the scale of the fit. Their variance 1, 2, 4, .. steps ahead is the mean square of the
 * difference between what trend and seasons leave and the smoother so many steps before, of at most a quarter of the
 * series; between and beyond it goes on straight.
 *
 * Input: a panel without missing values. A season that is not seen twice (n < 2 × its length) is left out, as is a length
 * of 1. A constant and a series of less than 4 observations go on as their last value.
 * Output: forecasts; `parts` has whether a series was fitted in logarithms, level and slope, and the table `components`:
 * the trend (the smoother in it), each season (`season_24`) and the remainder, which sum to the observations, or in
 * logarithms are factors of it. Fitted values are those of the fit, which know the observation itself, so they are closer
 * than forecasts can be. An update holds seasons and slope and moves the smoother on. With `keep_fitted` off there are no
 * components.
 * Errors: `kp.missing_values`; `kp.invalid_data` for values of zero or below where `multiplicative` is true.
 * Cost: O(n + length × waves²) for the seasons and O(n) for the lines, O(n²) for lines of repeated medians; an update
 * takes constant time a point.
 * Source: Blume, MFLES (github.com/tblume1992/MFLES), 2024. Forecasts and fitted values agree with statsforecast 2.1.1
 * `MFLES`, except that there the shorter of two seasons starts anew after the longer one where it does not divide it, and
 * what is left out or goes on as its last value here. There are no intervals in it but conformal ones.
 */
export declare class MFLES extends Forecaster<MFLESParams> {
  constructor(params?: MFLESParams);
}

/** The parameters of {@link MSTL}. */
export interface MSTLParams {
  /**
   * Observations in each season: [24, 168] for hours in days and weeks, 12 for months in years; 1, the default, for no
   * season.
   * @default [1]
   */
  seasonLengths?: number | readonly number[];
  /**
   * What forecasts the series without its seasons: any forecaster, by name or with parameters; AutoETS by default.
   * @default "AutoETS"
   */
  trendForecaster?: unknown;
}

/**
 * Forecasts a series of one or several seasons as its seasons' last turn and a forecast of what they leave.
 *
 * The series is the sum of a trend, a season for each length, and a remainder. STL, with a smoother of 11, 15, 19, ..
 * seasons of local constants, finds each season, the shortest first, in what the others leave; where there are several,
 * each is found once more. Trend and remainder together are forecast by `trend_forecaster`, and every season goes on
 * as it was the last time.
 *
 * Intervals are normal. Their variance is the sum of that of the trend's forecaster, for each season that of a seasonal
 * random walk (the mean square of its change over one season, times the seasons ahead, begun ones included), and the mean
 * square of the remainder: the smoothers take a part of it for season, which the trend's forecaster then never sees, and
 * the season that goes on is wrong by as much. On series of M3, M4 and Tourism the sum covers .85 to .96 where .95 is
 * asked for, the trend's alone .83 to .93.
 *
 * Input: a panel without missing values, as many observations a series as the trend's forecaster needs. A season that is
 * not seen twice (n < 2 × its length) is left out, as is a length of 1.
 * Output: forecasts; `parts` has what the trend's forecaster has (`trend`), and the table `components`: the trend, each season
 * (`season_24`), and the remainder of the observations, which sum to them. A forecast less the last turn of the seasons
 * there is the trend's. Fitted values are the trend's forecaster's one-step forecasts and the seasons; those seasons know
 * later observations, so they are closer than forecasts can be. An update holds the seasons and moves the trend's
 * forecaster on; its remainder is the error. With `keep_fitted` off there are no components.
 * Errors: `kp.missing_values`, and those of the trend's forecaster.
 * Cost: O(n × length) a season for the decomposition and what the trend's forecaster costs; an update takes constant time
 * a point.
 * Source: Bandara, Hyndman and Bergmeir, MSTL: A Seasonal-Trend Decomposition Algorithm for Time Series with Multiple
 * Seasonal Patterns, arXiv 2107.13462, 2021. Components agree with statsforecast 2.1.1 `mstl`, and forecasts with its
 * `MSTL` where the trend's forecaster does; its intervals are the trend's alone, which are too narrow.
 */
export declare class MSTL extends Forecaster<MSTLParams> {
  constructor(params?: MSTLParams);
}

/** The parameters of {@link Naive}. */
export interface NaiveParams {
}

/**
 * Forecasts the last value: the benchmark that any other model must beat.
 *
 * y(n+h) = y(n), with the interval of a random walk: sigma × sqrt(h), where sigma² is the mean square of the one-step
 * errors.
 *
 * Input: a panel without missing values, at least one observation a series (two for intervals wider than a point).
 * Cost: O(n) a series.
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5.
 */
export declare class Naive extends Forecaster<NaiveParams> {
  constructor(params?: NaiveParams);
}

/** The parameters of {@link OptimizedTheta}. */
export interface OptimizedThetaParams {
  /**
   * How a season is taken out and put back: by division, the default, or by subtraction.
   * - `multiplicative`: By division: the season is a share of the level. Additive all the same where a value is not positive.
   * - `additive`: By subtraction: the season has the same size at any level.
   * @default "multiplicative"
   */
  decompositionType?: "multiplicative" | "additive";
  /**
   * Observations in a season: 12 for months in a year; 1, the default, for no season. Below 4 none is looked
   * for.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
}

/**
 * The theta method with the weight of the line found by least squares.
 *
 * This is the optimised theta model (OTM): as Theta, but theta is optimised too.
 *
 * With level l and the line A + B t, y(n+1) = l(n) + (1 - 1/theta) (A (1-alpha)^n + B (1 - (1-alpha)^(n+1)) /
 * alpha) and l(n+1) = alpha y(n+1) + (1 - alpha) l(n): the larger theta, the more the line counts. Alpha (0.1
 * to 0.99), the level before the first observation and, where it is optimised, theta (1 to 1e10) are found by
 * least squares of the one-step errors from the fourth on (Nelder-Mead, 1,000 iterations at most).
 *
 * A series of at least two seasons of four or more observations is tested for a season (its autocorrelation at
 * the season's length, at 90 %), and a season that passes is taken out by classical decomposition and put back
 * into forecasts.
 *
 * Intervals are normal and exact: the errors' variance is carried through level and line, without that of the
 * parameters. Sigma² is the variance of the one-step errors from the fourth on, without their season.
 *
 * Input: a panel without missing values, at least 5 observations a series. A constant one is continued without
 * a search.
 * Output: forecasts; `parts` has model, alpha, theta, level, the line's mean and slope and the season's
 * indices (the next one first) of each series. Fitted values of a static model use the line through the whole
 * series. An update keeps alpha, theta and the season, and moves level and line on; what it expects of an
 * observation is by the line through those before.
 * Errors: `kp.not_enough_data` for a series of fewer than 5 observations, `kp.missing_values` where one is
 * missing.
 * Cost: about 100 passes over the series per model, and season_length passes for the test; four numbers of
 * memory an observation during the fit; a forecast O(h); an update takes constant time a point.
 * Source: Fiorucci et al., Models for optimising the theta method and their relationship to state space
 * models, International Journal of Forecasting 32(4), 2016. Forecasts agree with statsforecast 2.1.1. It
 * simulates intervals with 200 paths that move the line of static models too and count a season twice; these
 * are not followed, nor is its stopping rule where values are below 1 on average, which depends on their unit.
 */
export declare class OptimizedTheta extends Forecaster<OptimizedThetaParams> {
  constructor(params?: OptimizedThetaParams);
}

/** The parameters of {@link SeasonalExponentialSmoothing}. */
export interface SeasonalExponentialSmoothingParams {
  /**
   * What the newest observation weighs in its season's level: 1 is the seasonal naive forecast. Null, the default,
   * searches for it season by season.
   *
   * Range: 0..=1.
   * @default null
   */
  alpha?: number | null;
  /**
   * Observations in a season: 12 for months in a year. With 1, the default, this is simple exponential smoothing.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
}

/**
 * Forecasts each season by the exponential smoothing of that season's own past: Januaries by Januaries.
 *
 * Each season has its level, beginning at its first observation: l = alpha y + (1 - alpha) l, one period after
 * another. There is no common level and no trend. Where alpha is not given, each season has its own, the one from 0.01
 * to 0.99 with the least squared errors (golden section search). The interval is sigma × sqrt(1 + k × alpha²), where k
 * is the whole seasons in h-1 and sigma² is the mean square of all the one-season errors.
 *
 * Input: a panel without missing values, at least one season a series (one observation more for intervals wider than a
 * point). Output: the seasons' levels, repeated; `parts` has the size of the errors. Fitted values of the first season
 * are NaN. An update keeps alpha and moves the levels on.
 * Errors: `kp.not_enough_data` for a series shorter than a season, `kp.missing_values` where one is missing.
 * Cost: O(n) a series, about 15 passes where alpha is searched for; two numbers of memory a season; an update takes
 * constant time a point.
 * Source: Winters, Forecasting sales by exponentially weighted moving averages, Management Science 6(3), 1960, with
 * level and trend left out. The forecasts of whole seasons agree with statsforecast 2.1.1: with
 * `SeasonalExponentialSmoothing` where alpha is given, else with `SeasonalExponentialSmoothingOptimized`. Of other
 * series these drop the first n mod season_length observations; here they count.
 */
export declare class SeasonalExponentialSmoothing extends Forecaster<SeasonalExponentialSmoothingParams> {
  constructor(params?: SeasonalExponentialSmoothingParams);
}

/** The parameters of {@link SeasonalNaive}. */
export interface SeasonalNaiveParams {
  /**
   * Observations in a season: 12 for months in a year. With 1, the default, this is the naive forecast.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
}

/**
 * Forecasts the last value of the same season: last January for January.
 *
 * y(n+h) = y(n+h-m(k+1)), where m is the season's length and k the whole seasons in h-1; the interval is that of a
 * seasonal random walk: sigma × sqrt(k+1), where sigma² is the mean square of the one-season errors.
 *
 * Input: a panel without missing values, at least one season a series (one observation more for intervals wider than a
 * point). Output: the last season, repeated.
 * Errors: `kp.not_enough_data` for a series shorter than a season, `kp.missing_values` where one is missing.
 * Cost: O(n) a series; a season of memory; an update takes constant time a point.
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5; the numbers agree
 * with statsforecast 2.1.1 `SeasonalNaive`.
 */
export declare class SeasonalNaive extends Forecaster<SeasonalNaiveParams> {
  constructor(params?: SeasonalNaiveParams);
}

/** The parameters of {@link SeasonalWindowAverage}. */
export interface SeasonalWindowAverageParams {
  /**
   * Observations a season.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
  /**
   * Seasons to average over.
   *
   * Range: 1..=10000.
   * @default 1
   */
  windowSize?: number;
}

/**
 * Forecasts each place of the season by its average over the last seasons.
 *
 * y(n+h) = mean of y(n+h-m), y(n+h-2m), ... over `window_size` seasons of length m, each forecast season like the one
 * before it. The interval is that of `WindowAverage`, season by season: sigma × sqrt(1 + k alpha²) in the k-th season after
 * the first, with alpha = 2 / (window_size + 1) and sigma² the mean square of the one-step errors.
 *
 * Input: a panel without missing values, at least season_length × window_size observations a series (one more for intervals
 * wider than a point).
 * Cost: O(n) a series.
 * Source: statsforecast 2.1.1 `SeasonalWindowAverage`; Hyndman et al. (2008), table 6.2, for the interval.
 */
export declare class SeasonalWindowAverage extends Forecaster<SeasonalWindowAverageParams> {
  constructor(params?: SeasonalWindowAverageParams);
}

/** The parameters of {@link SimpleExponentialSmoothing}. */
export interface SimpleExponentialSmoothingParams {
  /**
   * What the newest observation weighs in the level: 1 is the naive forecast, 0 stays at the first observation.
   * Null, the default, searches for it.
   *
   * Range: 0..=1.
   * @default null
   */
  alpha?: number | null;
}

/**
 * Forecasts a weighted mean of the past whose weights shrink by the same share with every step back.
 *
 * The level is l(t) = alpha y(t) + (1 - alpha) l(t-1), beginning at the first observation, and y(n+h) = l(n). Where
 * alpha is not given, it is the one from 0.01 to 0.99 with the least squared one-step errors (golden section search),
 * and 0.5 where none is better than another. The interval is sigma × sqrt(1 + (h-1) × alpha²), where sigma² is the
 * mean square of the one-step errors.
 *
 * Input: a panel without missing values, at least one observation a series (two for intervals wider than a point).
 * Output: a constant; `parts` has alpha and level of each series. The first fitted value is NaN. An update keeps alpha
 * and moves the level on.
 * Errors: `kp.missing_values` where one is missing.
 * Cost: O(n) a series, about 15 passes where alpha is searched for; constant memory; an update takes constant time a
 * point.
 * Source: Holt, Forecasting seasonals and trends by exponentially weighted moving averages (1957; International
 * Journal of Forecasting 20(1), 2004); the variance from Hyndman, Koehler, Ord and Snyder, Forecasting with
 * Exponential Smoothing (2008), table 6.1. The numbers agree with statsforecast 2.1.1: with
 * `SimpleExponentialSmoothing` where alpha is given, else with `SimpleExponentialSmoothingOptimized`.
 */
export declare class SimpleExponentialSmoothing extends Forecaster<SimpleExponentialSmoothingParams> {
  constructor(params?: SimpleExponentialSmoothingParams);
}

/** The parameters of {@link Structural}. */
export interface StructuralParams {
  /**
   * The waves that make up the season, at most half its length; null, the default, for an effect of each place.
   *
   * Range: 1..=183.
   * @default null
   */
  harmonics?: number | null;
  /**
   * Whether the level moves by errors of its own.
   * - `fixed`: It has no errors of its own.
   * - `stochastic`: It is moved by an error at every step.
   * @default "stochastic"
   */
  level?: "fixed" | "stochastic";
  /**
   * Whether the season moves.
   * - `fixed`: It has no errors of its own.
   * - `stochastic`: It is moved by an error at every step.
   * @default "stochastic"
   */
  season?: "fixed" | "stochastic";
  /**
   * Observations in a season: 12 for months in a year; 1, the default, for no season.
   *
   * Range: 1..=366.
   * @default 1
   */
  seasonLength?: number;
  /**
   * Whether there is a slope, and whether it moves; null, the default, for none.
   * - `fixed`: It has no errors of its own.
   * - `stochastic`: It is moved by an error at every step.
   * @default null
   */
  trend?: "fixed" | "stochastic" | null;
}

/**
 * A level, a trend and a season that move on their own, and errors of observation; series may have gaps.
 *
 * y(t) = l(t) + s(t) + e(t), l(t+1) = l(t) + b(t) + u(t), b(t+1) = b(t) + v(t). A season of length m is m effects that sum
 * to an error, s(t+1) = -s(t) - .. - s(t-m+2) + w(t), or, with `harmonics`, waves of m / 1, m / 2, .. steps whose phases
 * move. Errors are normal and independent; a part that is fixed has none. With a stochastic level alone this is the local
 * level model, with a stochastic trend too the local linear trend, with a fixed level and a stochastic trend the smooth
 * trend.
 *
 * The variances are those of the greatest likelihood of the Kalman filter with an exact diffuse start: nothing is assumed
 * of the first states. The filter passes over missing values. The search (Nelder-Mead over the shares that the variances
 * have in their sum, from the two best of 4 points a share; the sum itself follows) takes variances at zero for what they are.
 *
 * Intervals are normal, of the exact variance of the states and the observation; that of the variances themselves is not
 * in it.
 *
 * Input: a panel; values may be missing anywhere. At least as many values a series as the model has states and variances,
 * spread so that every place in the season has one. A season that is not seen twice (n < 2 × its length) is left out.
 * Output: forecasts; `parts` has the variances, the likelihood, the criteria (states count as parameters), level and slope
 * of each series. Fitted values are the filter's forecasts of one step, NaN until all states are known; a missing value has
 * one too. An update moves the filter on with the same shares: it is the filter over the whole series, bit by bit.
 * Errors: `kp.not_enough_data`; `kp.invalid_params` for more harmonics than half the season's length.
 * Cost: with d states, about 100 to 500 filters of O(n d²); an update O(d²) a point, a forecast O(h d²).
 * Source: Durbin and Koopman, chapters 3 to 5 and 7; Harvey, Forecasting, Structural Time Series Models and the Kalman
 * Filter (Cambridge, 1989). Likelihood, forecasts and intervals agree with statsmodels 0.14 `UnobservedComponents` with
 * `use_exact_diffuse=True` at the same variances; its own search ends at the same likelihood or a lower one.
 */
export declare class Structural extends Forecaster<StructuralParams> {
  constructor(params?: StructuralParams);
}

/** The parameters of {@link TBATS}. */
export interface TBATSParams {
  /**
   * The least lambda.
   *
   * Range: -1..=2.
   * @default 0.0
   */
  bcLowerBound?: number;
  /**
   * The greatest lambda.
   *
   * Range: -1..=2.
   * @default 1.0
   */
  bcUpperBound?: number;
  /**
   * What the models are compared by.
   * - `aicc`: Akaike's, corrected for short series.
   * - `aic`: Akaike's.
   * - `bic`: Schwarz's, which prefers smaller models.
   * @default "aicc"
   */
  criterion?: "aicc" | "aic" | "bic";
  /**
   * Observations in each season, whole or not: [24, 168] for hours in days and weeks, 365.25 for days in years; 1, the
   * default, for no season.
   * @default [1.0]
   */
  seasonLengths?: number | readonly number[];
  /**
   * Whether to try ARMA errors; they are used if the criterion is then less.
   * @default true
   */
  useArmaErrors?: boolean;
  /**
   * Whether to transform; null, the default, to choose.
   * @default null
   */
  useBoxcox?: boolean | null;
  /**
   * Whether a trend is damped; null, the default, to choose.
   * @default null
   */
  useDampedTrend?: boolean | null;
  /**
   * Whether there is a trend; null, the default, to choose.
   * @default null
   */
  useTrend?: boolean | null;
}

/**
 * Exponential smoothing for series of several, long or broken seasons: TBATS, with the parts that suit each series best.
 *
 * With the error d and the observation z, transformed by Box and Cox's (y^lambda - 1) / lambda: z = l + phi b + sum of s + d,
 * l' = l + phi b + alpha d, b' = phi b + beta d. A season is the sum of waves, s of each and its companion c: s' = s cos + c
 * sin + gamma1 d, c' = c cos - s sin + gamma2 d, where a wave turns by its number × 2 pi / length a step. The errors d follow
 * an ARMA(p, q) process. A model is named TBATS(lambda, {p,q}, phi, {<length, waves>, ..}).
 *
 * The number of waves is that of the least corrected Akaike criterion when waves are fitted to the series without its
 * moving average, the shortest season first; one that no wave is worthwhile for is left out, and waves that a shorter season
 * has are left to it. With them, models with and without transformation, trend and damping are fitted by their likelihood
 * (L-BFGS along exact slopes, and a simplex where that ends at the border of what is allowed). The first states are those of
 * least squares for alpha 0.09 and beta 0.05, and once more for the rates that were found with them. The model of the least criterion gets ARMA errors if that is then less: their
 * orders are AutoARIMA's for the errors d. Models whose error recursion has an eigenvalue beyond 1.01 are passed over.
 *
 * Intervals are normal on the transformed scale, of the exact variance of the model, and are transformed back; the forecast is
 * the median there.
 *
 * Input: a panel without missing values, at least 4 observations a series. A season that is not seen twice (n < 2 × its
 * length) is left out, as is a length below 2. Only series above 0 are transformed. A constant goes on.
 * Output: forecasts; `parts` has the model, its parameters and criteria of each series, and the table `components` of the
 * transformed observations: level, trend, each season (`season_24`) and the remainder d, which sum to them. An update
 * moves the filter on with the same parameters: it is the filter over the whole series, bit by bit. With `keep_fitted` off
 * there are no components.
 * Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_params` for a damped trend without a trend.
 * Cost: a pass over n observations costs O(n × waves); about 40 to 200 of them with slopes for each of at most six models, and
 * O(n × waves²) for the choice of waves and the first states; an update O(waves) a point.
 * Source: De Livera, Hyndman and Snyder, Forecasting Time Series With Complex Seasonal Patterns Using Exponential
 * Smoothing, Journal of the American Statistical Association 106(496), 2011. Likelihood and forecasts agree with those of
 * statsforecast 2.1.1 `tbats` at the same parameters and first states; choices of waves and parameters are our own, of a
 * likelihood that is mostly greater.
 */
export declare class TBATS extends Forecaster<TBATSParams> {
  constructor(params?: TBATSParams);
}

/** The parameters of {@link Theta}. */
export interface ThetaParams {
  /**
   * How a season is taken out and put back: by division, the default, or by subtraction.
   * - `multiplicative`: By division: the season is a share of the level. Additive all the same where a value is not positive.
   * - `additive`: By subtraction: the season has the same size at any level.
   * @default "multiplicative"
   */
  decompositionType?: "multiplicative" | "additive";
  /**
   * Observations in a season: 12 for months in a year; 1, the default, for no season. Below 4 none is looked
   * for.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
}

/**
 * The theta method: simple exponential smoothing with half the slope of the line through the whole series.
 *
 * This is the standard theta model (STM), whose theta is 2.
 *
 * With level l and the line A + B t, y(n+1) = l(n) + (1 - 1/theta) (A (1-alpha)^n + B (1 - (1-alpha)^(n+1)) /
 * alpha) and l(n+1) = alpha y(n+1) + (1 - alpha) l(n): the larger theta, the more the line counts. Alpha (0.1
 * to 0.99), the level before the first observation and, where it is optimised, theta (1 to 1e10) are found by
 * least squares of the one-step errors from the fourth on (Nelder-Mead, 1,000 iterations at most).
 *
 * A series of at least two seasons of four or more observations is tested for a season (its autocorrelation at
 * the season's length, at 90 %), and a season that passes is taken out by classical decomposition and put back
 * into forecasts.
 *
 * Intervals are normal and exact: the errors' variance is carried through level and line, without that of the
 * parameters. Sigma² is the variance of the one-step errors from the fourth on, without their season.
 *
 * Input: a panel without missing values, at least 5 observations a series. A constant one is continued without
 * a search.
 * Output: forecasts; `parts` has model, alpha, theta, level, the line's mean and slope and the season's
 * indices (the next one first) of each series. Fitted values of a static model use the line through the whole
 * series. An update keeps alpha, theta and the season, and moves level and line on; what it expects of an
 * observation is by the line through those before.
 * Errors: `kp.not_enough_data` for a series of fewer than 5 observations, `kp.missing_values` where one is
 * missing.
 * Cost: about 100 passes over the series per model, and season_length passes for the test; four numbers of
 * memory an observation during the fit; a forecast O(h); an update takes constant time a point.
 * Source: Fiorucci et al., Models for optimising the theta method and their relationship to state space
 * models, International Journal of Forecasting 32(4), 2016. Forecasts agree with statsforecast 2.1.1. It
 * simulates intervals with 200 paths that move the line of static models too and count a season twice; these
 * are not followed, nor is its stopping rule where values are below 1 on average, which depends on their unit.
 */
export declare class Theta extends Forecaster<ThetaParams> {
  constructor(params?: ThetaParams);
}

/** The parameters of {@link TSB}. */
export interface TSBParams {
  /**
   * What the newest demand weighs in the size; 0.1 by default.
   *
   * Range: 0..=1.
   * @default 0.1
   */
  alphaD?: number;
  /**
   * What the newest step weighs in the chance of a demand; 0.1 by default. The larger, the sooner forecasts fade.
   *
   * Range: 0..=1.
   * @default 0.1
   */
  alphaP?: number;
}

/**
 * Forecasts demand of many zeros as the chance of a demand times its size, so that forecasts fade when demand dies
 * out.
 *
 * y(n+h) = d z. The chance d is the exponential smoothing, by alpha_p, of whether there was a demand, beginning with
 * the first observation; it moves at every step, unlike Croston's interval. The size z is that of the demands, by
 * alpha_d, beginning with the first demand.
 *
 * Intervals are the same at every step: normal, with the mean square of the one-step errors as variance, and cut off
 * at 0. So stocks are planned in practice (Syntetos and Boylan 2006); where sizes are skewed, high levels cover less
 * than they say, and low ones more.
 *
 * Input: a panel of demands, none missing or negative; at least one observation a series. A series without a demand is
 * forecast 0.
 * Output: a constant, the demand of one step; `parts` has chance and size of each series. The first fitted value is
 * NaN, and those before the first demand are 0. An update moves chance and size on.
 * Errors: `kp.missing_values` where a value is missing, `kp.invalid_data` where one is below 0.
 * Cost: O(n) a series; constant memory; an update takes constant time a point.
 * Source: Teunter, Syntetos and Babai, Intermittent demand: linking forecasting to inventory obsolescence, European
 * Journal of Operational Research 214(3), 2011; Syntetos and Boylan, On the stock control performance of intermittent
 * demand estimators, International Journal of Production Economics 103(1), 2006. Forecasts and fitted values agree
 * with statsforecast 2.1.1 `TSB`, which has no analytic interval.
 */
export declare class TSB extends Forecaster<TSBParams> {
  constructor(params?: TSBParams);
}

/** The parameters of {@link WindowAverage}. */
export interface WindowAverageParams {
  /**
   * Observations in the mean; 1 by default, the naive forecast.
   *
   * Range: 1..=1000000.
   * @default 1
   */
  windowSize?: number;
}

/**
 * Forecasts the mean of the last `window_size` values.
 *
 * y(n+h) = (y(n) + ... + y(n-w+1)) / w. A window of w values is as old on average as exponential smoothing with
 * alpha = 2 / (w+1), so the interval is that of simple exponential smoothing: sigma × sqrt(1 + (h-1) × alpha²), where
 * sigma² is the mean square of the one-step errors. A window of 1 is the naive forecast with its interval, and the
 * wider the window, the steadier the level is taken to be.
 *
 * Input: a panel without missing values, at least one window a series (one observation more for intervals wider than a
 * point). Output: a constant. The first `window_size` fitted values are NaN.
 * Errors: `kp.not_enough_data` for a series shorter than the window, `kp.missing_values` where one is missing.
 * Cost: O(n) a series; a window of memory; an update takes constant time a point on average.
 * Source: point forecasts as in statsforecast 2.1.1 `WindowAverage`, which has no analytic interval; equal average age
 * from Brown, Smoothing, Forecasting and Prediction (1963), 7; the variance from Hyndman, Koehler, Ord and Snyder,
 * Forecasting with Exponential Smoothing (2008), table 6.1.
 */
export declare class WindowAverage extends Forecaster<WindowAverageParams> {
  constructor(params?: WindowAverageParams);
}

/** The parameters of {@link HashingVectorizer}. */
export interface HashingVectorizerParams {
  /**
   * Half of the n-grams count -1.
   * @default true
   */
  alternateSign?: boolean;
  /**
   * What the n-grams are made of: words, characters, or characters inside words.
   * - `word`: Words.
   * - `char`: Characters, across words; a run of white space counts as one space.
   * - `char_wb`: Characters inside words, each word with a space before and after it.
   * @default "word"
   */
  analyzer?: "word" | "char" | "char_wb";
  /**
   * Every count that is stored becomes 1 before scaling.
   * @default false
   */
  binary?: boolean;
  /**
   * Lower-case the text first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * How many columns there are; fewer columns make more n-grams meet.
   *
   * Range: 1..=2147483647.
   * @default 1048576
   */
  nFeatures?: number;
  /**
   * The least and the greatest length of the n-grams, in words or characters; the least may not be above the
   * greatest.
   * @default [1,1]
   */
  ngramRange?: readonly number[];
  /**
   * Each row is scaled to length 1 by this norm; null to leave the counts.
   * - `l1`: The absolute values sum to 1.
   * - `l2`: The squares sum to 1.
   * @default "l2"
   */
  norm?: "l1" | "l2" | null;
  /**
   * Words to leave out: the name of a list, a list of words, or null for none; only where n-grams are of words.
   * @default null
   */
  stopWords?: unknown | null;
  /**
   * What becomes of accents; null to keep them.
   * - `ascii`: Decompose (NFKD) and keep ASCII alone: other scripts vanish.
   * - `unicode`: Decompose (NFKD) and drop the combining marks.
   * @default null
   */
  stripAccents?: "ascii" | "unicode" | null;
  /**
   * Where words begin and end; only where n-grams are of words.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * @default "sklearn"
   */
  tokens?: "sklearn" | "unicode";
}

/**
 * Counts the n-grams of a text in columns that a hash picks: nothing is learnt or stored, and any text has features.
 *
 * Each n-gram has the column |h| mod n_features, where h is its signed 32-bit MurmurHash3 with seed 0; it counts 1, or
 * -1 where h is negative and `alternate_sign` is set, so that n-grams that meet in a column cancel on average.
 *
 * Input: texts, none missing. Output: one sparse row a text; bit-identical to scikit-learn's HashingVectorizer with
 * its default token pattern. Rows have no names: `feature_names` is `kp.unsupported`.
 * Errors: `kp.invalid_params` when the first number of `ngram_range` is above the second.
 * Cost: O(bytes × lengths of n-grams) time; memory for the result alone.
 * Source: Weinberger et al., Feature Hashing for Large Scale Multitask Learning, ICML 2009; scikit-learn 1.9.1,
 * `HashingVectorizer`. Characters are those of Unicode 14.0.0.
 */
export declare class HashingVectorizer extends Vectorizer<HashingVectorizerParams> {
  constructor(params?: HashingVectorizerParams);
}

/** The parameters of {@link LinearClassifier}. */
export interface LinearClassifierParams {
  /**
   * Inverse of the strength of the penalty: smaller values draw the weights harder towards 0.
   *
   * Range: > 0, <= 1000000000000.
   * @default 50.0
   */
  c?: number;
  /**
   * The least and the greatest number of characters in an n-gram inside a word, with a space on each side; null for no
   * characters.
   * @default [2,4]
   */
  charNgrams?: readonly number[] | null;
  /**
   * How much each class counts; null for each document the same.
   * - `balanced`: All classes count the same in sum: documents of a class weigh n / (classes × documents of the class).
   * @default null
   */
  classWeight?: "balanced" | null;
  /**
   * How the n-grams of texts become columns.
   * - `tfidf`: The n-grams of the fit, weighted by tf-idf.
   * - `hashing`: Hashed: a model without a vocabulary, of bounded size.
   * @default "tfidf"
   */
  features?: "tfidf" | "hashing";
  /**
   * Whether each class has an intercept.
   * @default true
   */
  fitIntercept?: boolean;
  /**
   * Lower-case texts first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * Stop after so many passes.
   *
   * Range: 1..=1000000.
   * @default 100
   */
  maxIter?: number;
  /**
   * Leave out n-grams that fewer texts have: at or above 1 a number of texts, below 1 a share; only with tf-idf.
   *
   * Range: 0..=9007199254740992.
   * @default 1.0
   */
  minDf?: number;
  /**
   * How many columns words have, and how many characters have; only with hashing.
   *
   * Range: 1..=1073741823.
   * @default 262144
   */
  nFeatures?: number;
  /**
   * Words to leave out: the name of a list, a list of words, or null for none.
   * @default null
   */
  stopWords?: unknown | null;
  /**
   * What becomes of accents; null to keep them.
   * - `ascii`: Decompose (NFKD) and keep ASCII alone: other scripts vanish.
   * - `unicode`: Decompose (NFKD) and drop the combining marks.
   * @default null
   */
  stripAccents?: "ascii" | "unicode" | null;
  /**
   * Use 1 + ln(count) for the count of an n-gram; only with tf-idf.
   * @default true
   */
  sublinearTf?: boolean;
  /**
   * Where words begin and end.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * @default "unicode"
   */
  tokens?: "sklearn" | "unicode";
  /**
   * Stop when a pass over the documents changes their decisions by no more than this on average.
   *
   * Range: > 0, <= 1.
   * @default 0.2
   */
  tol?: number;
  /**
   * Whether n-grams that say more about the class are held less hard; only where the model makes the features.
   * @default true
   */
  weighFeatures?: boolean;
  /**
   * The least and the greatest number of words in an n-gram; null for no words.
   * @default [1,2]
   */
  wordNgrams?: readonly number[] | null;
}

/**
 * Puts texts, or rows of features, into classes by logistic regression, and says which n-grams spoke for the class.
 *
 * P(class k | x) = exp(w_k·x + b_k) / sum over all classes j of exp(w_j·x + b_j). The weights minimise
 * sum of s_i × log-loss_i + (|w / g|² + |b|²) / (2 c), with s_i the weight of the class of document i. Two classes share one
 * vector, as in the usual logistic regression. Where the model makes the features and `weigh_features` is set, g is large
 * for n-grams that say much about the class: the fourth root of the Kullback-Leibler divergence of the classes of the
 * documents that have the n-gram, and one document like all, from those of all documents, raised by a common factor of
 * at most 4 so that the mean square of the features stays; else g is 1. Found by coordinate descent in the dual, a document and all its classes at once.
 *
 * Input: texts, none missing, from which the model makes features of words and of characters, each scaled to length 1;
 * or a sparse matrix of finite features, as a vectorizer makes it. Labels: text, whole numbers or truth values, at least
 * two different ones. Output: the most probable class and its probability, or the probability of each class.
 * `explain` gives the n-grams with the largest share w × x in the decision for the class, those that speak for it; with
 * hashing, n-grams of the text that share a column are named together.
 * Errors: `kp.invalid_data` for features that are not finite or labels that are all equal; `kp.not_enough_data` when the
 * texts have no n-grams; `kp.invalid_params` when neither words nor characters are asked for. A search that ends before
 * its tolerance is no error: `parts` has `converged`.
 * Cost: O(entries × classes) time a pass over the documents, on one thread, about five by default; in the model four bytes
 * a feature and class, in the fit as much again and eight bytes a document and class.
 * Source: Yu, Huang and Lin, Dual coordinate descent methods for logistic regression and maximum entropy models, Machine
 * Learning 85, 2011; Wang and Manning, Baselines and Bigrams, ACL 2012, for the idea that the classes should weigh the
 * features. Without `weigh_features` the weights are those of scikit-learn 1.9.1's `LogisticRegression` on the same features
 * and one that is 1, without an intercept of its own, with the same meaning of `c` and `class_weight`.
 */
export declare class LinearClassifier extends Classifier<LinearClassifierParams> {
  constructor(params?: LinearClassifierParams);
}

/** The parameters of {@link TfidfVectorizer}. */
export interface TfidfVectorizerParams {
  /**
   * What the n-grams are made of: words, characters, or characters inside words.
   * - `word`: Words.
   * - `char`: Characters, across words; a run of white space counts as one space.
   * - `char_wb`: Characters inside words, each word with a space before and after it.
   * @default "word"
   */
  analyzer?: "word" | "char" | "char_wb";
  /**
   * Every count becomes 1 before weighing.
   * @default false
   */
  binary?: boolean;
  /**
   * Lower-case the text first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * Leave out terms that more texts have: above 1 a number of texts, at or below 1 a share of them.
   *
   * Range: 0..=9007199254740992.
   * @default 1.0
   */
  maxDf?: number;
  /**
   * Keep at most so many terms, the most frequent ones; null for all.
   *
   * Range: 1..=2147483647.
   * @default null
   */
  maxFeatures?: number | null;
  /**
   * Leave out terms that fewer texts have: at or above 1 a number of texts, below 1 a share of them.
   *
   * Range: 0..=9007199254740992.
   * @default 1.0
   */
  minDf?: number;
  /**
   * The least and the greatest length of the n-grams, in words or characters; the least may not be above the
   * greatest.
   * @default [1,1]
   */
  ngramRange?: readonly number[];
  /**
   * Each row is scaled to length 1 by this norm; null to leave the weights.
   * - `l1`: The absolute values sum to 1.
   * - `l2`: The squares sum to 1.
   * @default "l2"
   */
  norm?: "l1" | "l2" | null;
  /**
   * Count one more text that has every term, as in the formula above; else idf(t) = ln(n / df(t)) + 1.
   * @default true
   */
  smoothIdf?: boolean;
  /**
   * Words to leave out: the name of a list, a list of words, or null for none; only where n-grams are of words.
   * @default null
   */
  stopWords?: unknown | null;
  /**
   * What becomes of accents; null to keep them.
   * - `ascii`: Decompose (NFKD) and keep ASCII alone: other scripts vanish.
   * - `unicode`: Decompose (NFKD) and drop the combining marks.
   * @default null
   */
  stripAccents?: "ascii" | "unicode" | null;
  /**
   * Use 1 + ln(tf) for tf.
   * @default false
   */
  sublinearTf?: boolean;
  /**
   * Where words begin and end; only where n-grams are of words.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * @default "sklearn"
   */
  tokens?: "sklearn" | "unicode";
  /**
   * Weigh by idf; else the weight is tf alone.
   * @default true
   */
  useIdf?: boolean;
}

/**
 * Counts the n-grams of a text and weighs each by how rare it was in the texts of the fit.
 *
 * The weight of a term t in a text is tf(t) × idf(t), with tf the count and idf(t) = ln((n + 1) / (df(t) + 1)) + 1, where
 * df(t) of the n texts of the fit have the term; each row is then scaled to length 1.
 *
 * Input: texts, none missing. Output: one sparse row a text, one column a term in the order of their code points;
 * terms that the fit did not see are left out. Equal to scikit-learn's TfidfVectorizer with its default token pattern
 * to 1e-12; where `max_features` must choose between equally frequent terms, the first by code point stay.
 * Errors: `kp.not_enough_data` when no term is found or none remains after `min_df` and `max_df`;
 * `kp.invalid_params` when these exclude each other, or the first number of `ngram_range` is above the second.
 * Cost: O(bytes × lengths of n-grams) time and O(bytes of the terms) memory.
 * Source: Manning, Raghavan and Schütze, Introduction to Information Retrieval, 6.2; scikit-learn 1.9.1,
 * `TfidfVectorizer`. Characters are those of Unicode 14.0.0.
 */
export declare class TfidfVectorizer extends Vectorizer<TfidfVectorizerParams> {
  constructor(params?: TfidfVectorizerParams);
}

/** Every component by its id. */
export interface Components {
  "anomaly.autoencoder": { params: AutoencoderParams; model: DetectorModel };
  "anomaly.ecod": { params: ECODParams; model: DetectorModel };
  "anomaly.isolation_forest": { params: IsolationForestParams; model: DetectorModel };
  "anomaly.robust_random_cut_forest": { params: RobustRandomCutForestParams; model: StreamModel };
  "forecast.additive": { params: AdditiveParams; model: ForecastModel };
  "forecast.adida": { params: ADIDAParams; model: ForecastModel };
  "forecast.arch": { params: ARCHParams; model: ForecastModel };
  "forecast.arima": { params: ARIMAParams; model: ForecastModel };
  "forecast.auto": { params: AutoParams; model: ForecastModel };
  "forecast.auto_arima": { params: AutoARIMAParams; model: ForecastModel };
  "forecast.auto_ces": { params: AutoCESParams; model: ForecastModel };
  "forecast.auto_ets": { params: AutoETSParams; model: ForecastModel };
  "forecast.auto_mfles": { params: AutoMFLESParams; model: ForecastModel };
  "forecast.auto_theta": { params: AutoThetaParams; model: ForecastModel };
  "forecast.combination": { params: CombinationParams; model: ForecastModel };
  "forecast.croston_classic": { params: CrostonClassicParams; model: ForecastModel };
  "forecast.croston_optimized": { params: CrostonOptimizedParams; model: ForecastModel };
  "forecast.croston_sba": { params: CrostonSBAParams; model: ForecastModel };
  "forecast.drift": { params: RandomWalkWithDriftParams; model: ForecastModel };
  "forecast.dynamic_optimized_theta": { params: DynamicOptimizedThetaParams; model: ForecastModel };
  "forecast.dynamic_theta": { params: DynamicThetaParams; model: ForecastModel };
  "forecast.garch": { params: GARCHParams; model: ForecastModel };
  "forecast.historic_average": { params: HistoricAverageParams; model: ForecastModel };
  "forecast.holt": { params: HoltParams; model: ForecastModel };
  "forecast.holt_winters": { params: HoltWintersParams; model: ForecastModel };
  "forecast.imapa": { params: IMAPAParams; model: ForecastModel };
  "forecast.linear_lags": { params: LinearLagsParams; model: ForecastModel };
  "forecast.mfles": { params: MFLESParams; model: ForecastModel };
  "forecast.mstl": { params: MSTLParams; model: ForecastModel };
  "forecast.naive": { params: NaiveParams; model: ForecastModel };
  "forecast.optimized_theta": { params: OptimizedThetaParams; model: ForecastModel };
  "forecast.seasonal_exponential_smoothing": { params: SeasonalExponentialSmoothingParams; model: ForecastModel };
  "forecast.seasonal_naive": { params: SeasonalNaiveParams; model: ForecastModel };
  "forecast.seasonal_window_average": { params: SeasonalWindowAverageParams; model: ForecastModel };
  "forecast.simple_exponential_smoothing": { params: SimpleExponentialSmoothingParams; model: ForecastModel };
  "forecast.structural": { params: StructuralParams; model: ForecastModel };
  "forecast.tbats": { params: TBATSParams; model: ForecastModel };
  "forecast.theta": { params: ThetaParams; model: ForecastModel };
  "forecast.tsb": { params: TSBParams; model: ForecastModel };
  "forecast.window_average": { params: WindowAverageParams; model: ForecastModel };
  "text.hashing": { params: HashingVectorizerParams; model: VectorizerModel };
  "text.linear_classifier": { params: LinearClassifierParams; model: ClassifierModel };
  "text.tfidf": { params: TfidfVectorizerParams; model: VectorizerModel };
}
