// Written by `cargo run -p kingpost-gen`; change the component's documentation instead.

import type { Forecaster, ForecastModel, Detector, DetectorModel, SeriesDetector, SeriesDetectorModel, StreamDetector, StreamModel, Vectorizer, VectorizerModel, Classifier, ClassifierModel, Regressor, RegressorModel, Index, IndexModel } from "../index.js";

/** The parameters of {@link ADWIN}. */
export interface ADWINParams {
  /**
   * At every how many values cuts are tried. Default 32.
   *
   * Range: 1..=1000000.
   * @default 32
   */
  clock?: number;
  /**
   * How often a change may be told though there is none. Default 0.002.
   *
   * Range: 0.000000000001..=1.
   * @default 0.002
   */
  delta?: number;
  /**
   * How many values must have come before cuts are tried. Default 10.
   *
   * Range: 1..=1000000.
   * @default 10
   */
  gracePeriod?: number;
  /**
   * How many buckets of a size there are at most. Default 5.
   *
   * Range: 1..=1000.
   * @default 5
   */
  maxBuckets?: number;
  /**
   * The fewest values of both parts of a cut. Default 5.
   *
   * Range: 1..=1000000.
   * @default 5
   */
  minWindowLength?: number;
}

/**
 * Watches a stream for a change of its mean, with a window that is as long as nothing changes and is cut where
 * something does.
 *
 * The window is kept as buckets of 1, 2, 4, ... values, at most `max_buckets` of each size. At every `clock`-th value
 * each border between two buckets is a cut of the window into an older part of n0 and a newer part of n1 values. Their
 * means differ if they are more than e = sqrt(2 v d / m) + 2/3 d / m apart, with v the variance of the window, d =
 * log(2 log(n) / delta) and 1 / m = 1 / (n0 - min_window_length + 1) + 1 / (n1 - min_window_length + 1). The score is
 * the largest difference over e of the cuts at this value, 0 in between. After a change the window starts anew. Of
 * several columns the score is the largest over the columns.
 *
 * Input: rows of numbers in time order, none missing.
 * Output: one score a row; above 1 a row is an anomaly: the change is told there.
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: O(log n) memory and, at every `clock`-th value, time.
 * Source: Bifet and Gavaldà, Learning from time-changing data with adaptive windowing, SDM 2007; parameters and
 * changes are those of river 0.26.1 `drift.ADWIN`.
 */
export declare class ADWIN extends StreamDetector<ADWINParams> {
  constructor(params?: ADWINParams);
}

/** The parameters of {@link AutoDetector}. */
export interface AutoDetectorParams {
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default null: as many as are far out.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
}

/**
 * Scores a row by how far it lies from others and how much it breaks the rules that the columns keep; nothing to tune.
 *
 * Two members look at the same scaled rows: the distance to the 10th nearest of 500 random training rows, and the
 * trimmed Mahalanobis distance ([`Mahalanobis`] with its defaults). Each member's score becomes the quantile that it has
 * among the training scores, as that of a standard normal; the score is the mean of both. So neither member's unit
 * matters, and both have to find a row odd for a high score, or one of them very.
 *
 * Columns are brought to one scale first: less the median, divided by the interquartile range over 1.349 (by the standard
 * deviation where that is 0), at most 8 from 0, from 1,024 random rows where there are more. More than 64 columns are
 * projected to 64 random directions.
 * Input: numbers and categories, at least two rows. A missing number counts as the median; a category as how rare it is
 * (-ln of its share, standardised), a missing one as a category of its own, an unknown one as half a row.
 * Output: one score a row, about 0 for a row like any other; above 2 for the oddest in fifty. Beyond all training scores a
 * member's quantile goes on rising, by ln(1 + e) with e how far it is beyond, in distances of the largest from the median.
 * A row at distance 0 from one of the 500 is taken to be that row, and measured to the others; so training rows have
 * the same scores in the fit and afterwards.
 * Without `contamination` the threshold comes from the members: a score is far out when its logarithm is above the upper
 * quartile by more than 1.5 interquartile ranges, and so many rows are anomalies as that says on average.
 * `explain` gives each column's part of both distances, from 0 to 1, on average; `parts` says why: of each
 * member what it looks at, what it calls far out, what share of the training rows that is, and how well they agree.
 *
 * Over 23 tables of ADBench the mean AUC is in the guide.
 * Errors: `kp.missing_values` for a column of numbers that are all missing, `kp.not_enough_data` for a single row.
 * Cost: fit and score up to 500 distances a row, fewer for few columns; the model has the 500 rows.
 * Source: the members' pages; Kriegel, Kröger, Schubert and Zimek, Interpreting and Unifying Outlier Scores, SDM 2011, for
 * one scale of scores; Tukey, Exploratory Data Analysis, 1977, for what is far out.
 */
export declare class AutoDetector extends Detector<AutoDetectorParams> {
  constructor(params?: AutoDetectorParams);
}

/** The parameters of {@link AutoSeries}. */
export interface AutoSeriesParams {
  /**
   * The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's that is
   * more than 12 times as far above the median of its series as the upper quartile is.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * Over how many windows to each side scores are averaged; 0 to find the place, more to find long stretches.
   *
   * Range: 0..=100.
   * @default 1.0
   */
  smoothing?: number;
  /**
   * How many observations a window has; from the dominant frequency of the series when absent.
   *
   * Range: 4..=1000000.
   * @default null
   */
  windowSize?: number | null;
}

/**
 * Scores an observation by how unlike anything else the shapes and the swings are that it is part of; the detector to
 * begin with.
 *
 * Two views of the windows of `window_size` values are combined. The shape: the distance of a window to the most alike
 * other one after both were brought to mean 0 and variance 1, in the series of the fit and in the scored one
 * (`MatrixProfile`). The swing: how far a window less its mean is from the space that holds 0.9 of the variance of the
 * windows of the fit (`SubPCA`). Each gives an observation the mean of the windows that hold it, in units of the
 * 0.9-quantile of the fit; with s and p so, the score is sqrt(s⁴ + p²), averaged over `smoothing` windows to each
 * side. A shape that occurs again is at most a little unusual, however rare its level; a swing beyond all others shows
 * whatever its shape.
 *
 * No view is good for all series: unusual beats want the first, bursts and outages the second.
 *
 * Input: a panel without missing values; a series needs at least twice the window.
 * Output: one score an observation, without unit: about 1 for the more unusual tenth of the data of the fit.
 * `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
 * Cost: O(n²) time for n observations scored, O(n) memory. The model keeps the series.
 * Source: of the project; the parts are those of `MatrixProfile` and `SubPCA`.
 */
export declare class AutoSeries extends SeriesDetector<AutoSeriesParams> {
  constructor(params?: AutoSeriesParams);
}

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

/** The parameters of {@link BaggedNeighbors}. */
export interface BaggedNeighborsParams {
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default 0.1.
   *
   * Range: > 0, <= 0.5.
   * @default 0.1
   */
  contamination?: number;
  /**
   * How many training rows each draw takes; all where there are fewer. Default 64.
   *
   * Range: 2..=65536.
   * @default 64
   */
  maxSamples?: number;
  /**
   * How many draws. Default 30.
   *
   * Range: 1..=10000.
   * @default 30
   */
  nEstimators?: number;
}

/**
 * Scores a row by its mean distance to the nearest of a few random training rows, many times drawn.
 *
 * Each of `n_estimators` draws takes `max_samples` training rows; the score is the mean over the draws of the distance to
 * the nearest of them. A group of anomalies has few of its own among so few rows and is found, where a nearest neighbour
 * among all rows would be another of the group; the fit does not depend on the number of rows.
 *
 * Columns are brought to one scale first: less the median, divided by the interquartile range over 1.349 (by the standard
 * deviation where that is 0), at most 8 from 0, from 1,024 random rows where there are more.
 * Input: numbers and categories, at least one row. A missing number counts as the median; a category as how rare it is
 * (-ln of its share, standardised), a missing one as a category of its own, an unknown one as half a row.
 * Output: one score a row, at least 0; `explain` splits it exactly: of a distance d, the column with the difference e has
 * e² / d, averaged over the draws. A row at distance 0 from one of the drawn rows is taken to be that row, and measured to
 * the others; so training rows have the same scores in the fit and afterwards.
 *
 * Errors: `kp.missing_values` for a column of numbers that are all missing.
 * Cost: fit O(1) beside the scaling, score O(n_estimators × max_samples) distances a row.
 * Source: Sugiyama and Borgwardt, Rapid Distance-Based Outlier Detection via Sampling, NIPS 2013 (one sample); Aggarwal and
 * Sathe, Theoretical Foundations and Algorithms for Outlier Ensembles, SIGKDD Explorations 17, 2015 (many).
 */
export declare class BaggedNeighbors extends Detector<BaggedNeighborsParams> {
  constructor(params?: BaggedNeighborsParams);
}

/** The parameters of {@link BOCPD}. */
export interface BOCPDParams {
  /**
   * Half of how many values the prior of the variance of a run is worth. Default 1.
   *
   * Range: 0.001..=1000000.
   * @default 1.0
   */
  alpha0?: number;
  /**
   * That times the usual variance of a run. Default 1.
   *
   * Range: 0.000001..=1000000.
   * @default 1.0
   */
  beta0?: number;
  /**
   * How probable it is that a run ends at a value: 1 over the mean length of runs. Default 0.004.
   *
   * Range: 0.000000000001..=0.5.
   * @default 0.004
   */
  hazard?: number;
  /**
   * How many values the prior of the mean of a run is worth. Default 0.01.
   *
   * Range: 0.000001..=1000000.
   * @default 0.01
   */
  kappa0?: number;
  /**
   * The longest run that is told from longer ones. Default 500.
   *
   * Range: 2..=100000.
   * @default 500
   */
  maxRun?: number;
  /**
   * How many values a run must have to count as a change; single values far off are none from 2 on. Default 1.
   *
   * Range: 1..=10000.
   * @default 1
   */
  minRun?: number;
  /**
   * The probability above which there is a change. Default 0.5.
   *
   * Range: 0..=1.
   * @default 0.5
   */
  threshold?: number;
  /**
   * How many rows give the unit of the values. Default 100.
   *
   * Range: 2..=1000000.
   * @default 100
   */
  warmUp?: number;
}

/**
 * Watches a stream for changes of its mean or its spread, and says how probable it is that there was one.
 *
 * Since the last change there was a run of r values. For every r the probability is kept that the run is so long: a
 * value x multiplies it by the density of x given the values of that run, and the run goes on with 1 - `hazard` or
 * ends with `hazard`. Within a run values are normal, with a normal-inverse-gamma prior of mean 0, `kappa0`, `alpha0`,
 * `beta0`, so that this density is Student's t. Values count in standard deviations from the mean of the first
 * `warm_up` rows, which is the unit of the prior. The score is the probability that the run is shorter than the one
 * that is known, and has at least `min_run` values: that there was a change which was not told yet. Once the score is
 * above `threshold` the most probable run is the one known, so that a change is told at one row. Of several columns
 * the score is the largest over the columns.
 *
 * Input: rows of numbers in time order, none missing.
 * Output: one score a row, from 0 to 1, 0 during the warm-up; above `threshold` a row is an anomaly: a change is told
 * there.
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: O(`max_run`) a value, in time and memory. A longer run is one of `max_run` values that forgets the oldest.
 * Source: Adams and MacKay, Bayesian online changepoint detection, arXiv:0710.3742, 2007, algorithm 1. The tests
 * compare with that algorithm in numpy 2.4.
 */
export declare class BOCPD extends StreamDetector<BOCPDParams> {
  constructor(params?: BOCPDParams);
}

/** The parameters of {@link CBLOF}. */
export interface CBLOFParams {
  /**
   * The share of the rows that large clusters hold. Default 0.9.
   *
   * Range: > 0, <= 1.
   * @default 0.9
   */
  alpha?: number;
  /**
   * How many times smaller the largest of the small clusters is than the smallest of the large ones. Default 5.
   *
   * Range: 1..=1000000000.
   * @default 5.0
   */
  beta?: number;
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default 0.1.
   *
   * Range: > 0, <= 0.5.
   * @default 0.1
   */
  contamination?: number;
  /**
   * How many clusters; fewer where there are fewer different rows. Default 8.
   *
   * Range: 1..=100000.
   * @default 8
   */
  nClusters?: number;
  /**
   * Whether a score is multiplied by the number of rows in the cluster. Default false.
   * @default false
   */
  useWeights?: boolean;
}

/**
 * Scores a row by its distance to the centre of its cluster, or to the nearest large one where its own is small.
 *
 * Rows are clustered by k-means. Clusters, the largest first, are large up to the first place where they hold `alpha` of
 * the rows and the next is `beta` times smaller; up to the first where one of both is so, where there is none for both
 * (`alpha` before `beta`); and all of them, where there is none for either. Euclidean distance: bring columns to one
 * scale before.
 *
 * Input: numbers, at least one row, none missing.
 * Output: one score a row, at least 0. Scores are PyOD's where the clusters are; the random start of the clustering is our
 * own. PyOD fails where no cluster can be called small.
 * `explain` splits the score exactly: of a distance d, the column with the difference e has e² / d.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: fit O(n_clusters) distances a row and iteration, at most 300 iterations; score O(n_clusters) distances a row.
 * Source: He, Xu and Deng, Discovering cluster-based local outliers, Pattern Recognition Letters 24, 2003; PyOD 3.6.7 for
 * the semantics; Arthur and Vassilvitskii, k-means++, SODA 2007, for the start.
 */
export declare class CBLOF extends Detector<CBLOFParams> {
  constructor(params?: CBLOFParams);
}

/** The parameters of {@link COF}. */
export interface COFParams {
  /**
   * Find the nearest rows by a graph (HNSW), which misses few of them: for hundreds of thousands of rows of more than 24
   * columns. Default false.
   * @default false
   */
  approximate?: boolean;
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default 0.1.
   *
   * Range: > 0, <= 0.5.
   * @default 0.1
   */
  contamination?: number;
  /**
   * How many of the nearest rows are looked at: k. Default 20.
   *
   * Range: 1..=10000.
   * @default 20
   */
  nNeighbors?: number;
}

/**
 * Scores a row by how much longer the steps are that lead from it through its nearest rows than those around them.
 *
 * The k nearest rows are joined to the row one after the other, the nearest first, each to the closest of those already
 * joined; with e(i) the length of step i, the chaining distance is the sum of 2 (k + 1 - i) e(i) / (k (k + 1)), which gives the
 * first steps most. The score is a row's chaining distance divided by the mean of those of its k nearest: about 1 along
 * any pattern, a line too, more off it. Euclidean distance: bring columns to one scale before.
 *
 * Input: numbers, at least two rows, none missing.
 * Output: one score a row, at least 0. Training rows get PyOD's scores, each measured to the others, and the threshold
 * comes from those; rows asked after the fit are new ones and are joined to training rows alone (PyOD looks at the new
 * rows only). A mean below 1e-10, among equal rows, counts as 1e-10. With fewer than k other rows all of them count. Of
 * rows equally far the first is nearer.
 * `explain` says how much lower the score were with the column at its median in the fit; these do not sum to the score.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories, `kp.not_enough_data` for
 * a single row.
 * Cost: a search of the k nearest and k² distances a row. The model keeps the training rows.
 * Source: Tang, Chen, Fu and Cheung, Enhancing Effectiveness of Outlier Detections for Low Density Patterns, PAKDD 2002,
 * definitions 4 to 7; PyOD 3.6.7 for the order of the steps.
 */
export declare class COF extends Detector<COFParams> {
  constructor(params?: COFParams);
}

/** The parameters of {@link COPOD}. */
export interface COPODParams {
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
 * Scores a row by how far out in the tails of its columns it lies, in the tail that each column's skew points to.
 *
 * With F(x) the share of training rows at or below x and G(x) the share at or above it, column j adds
 * O(j) = max(s(x), (-ln F(x) - ln G(x)) / 2), where s(x) is -ln F(x) for a column skewed to the left, -ln G(x) for one
 * skewed to the right, and the sum of both without skew. The score is the sum over the columns. How columns go together
 * is not looked at: the copula of the name is that of independence.
 *
 * Input: numbers, at least one row, none missing.
 * Output: one score a row, at least 0; `explain` gives O(j), which sum to the score.
 * Training rows get the scores of PyOD. New rows are scored against the training rows alone, so that a row's score does
 * not depend on what else is asked in the same call (PyOD puts the new rows into the distribution); a value beyond all
 * training values counts like the outermost one.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: fit O(n log n) a column, score O(log n) a value; the model keeps the distinct values of each column.
 * Source: Li, Zhao, Botta, Ionescu and Hu, COPOD: Copula-Based Outlier Detection, ICDM 2020, algorithm 1; PyOD 3.6.7 for
 * the maximum.
 */
export declare class COPOD extends Detector<COPODParams> {
  constructor(params?: COPODParams);
}

/** The parameters of {@link CUSUM}. */
export interface CUSUMParams {
  /**
   * What a row may be off without counting, in standard deviations: half of the shift to be found. Default 0.5.
   *
   * Range: 0..=1000000.
   * @default 0.5
   */
  drift?: number;
  /**
   * The score above which a row is an anomaly. Default 5.
   *
   * Range: 0..=1000000000000.
   * @default 5.0
   */
  threshold?: number;
  /**
   * How many rows make the baseline. Default 100.
   *
   * Range: 2..=1000000.
   * @default 100
   */
  warmUp?: number;
}

/**
 * Scores a row by the sum of what the stream has left the mean of the first rows by, beyond an allowance: small
 * lasting shifts.
 *
 * With z in standard deviations from the mean of the first `warm_up` rows: up = max(0, up + z - drift), down = max(0,
 * down - z - drift), and the score is the larger. After a score above `threshold` both start again at 0, so that each
 * change is told once. Of several columns the score is the largest over the columns.
 *
 * Input: rows of numbers in time order, none missing.
 * Output: one score a row, 0 during the warm-up; above `threshold` a row is an anomaly.
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: O(1) a value, in time and memory.
 * Source: Page, Continuous inspection schemes, Biometrika 41, 1954; the tabular form of Montgomery, Introduction to
 * Statistical Quality Control, 9.1.
 */
export declare class CUSUM extends StreamDetector<CUSUMParams> {
  constructor(params?: CUSUMParams);
}

/** The parameters of {@link DDM}. */
export interface DDMParams {
  /**
   * The score above which there is a drift. Default 3.
   *
   * Range: 0..=1000000000000.
   * @default 3.0
   */
  threshold?: number;
  /**
   * How many values must have come before the first score. Default 30.
   *
   * Range: 1..=1000000.
   * @default 30
   */
  warmUp?: number;
}

/**
 * Watches the errors of a classifier: how many deviations their rate has risen above the best that it was.
 *
 * With p the share of errors so far and s = sqrt(p (1 - p) / n), the best is the p and s for which p + s was least.
 * The score is (p + s - p best) / s best, 0 for the first `warm_up` values. After a score above `threshold` everything
 * starts anew; a score above 2 is commonly taken as a warning. Of several columns the score is the largest over the
 * columns.
 *
 * Input: rows in time order, none missing: 1 for an error and 0 for none; any value above 0.5 counts as an error.
 * Output: one score a row; above `threshold` a row is an anomaly: the drift is told there.
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: O(1) a value, in time and memory.
 * Source: Gama, Medas, Castillo and Rodrigues, Learning with drift detection, SBIA 2004; parameters and drifts are
 * those of river 0.26.1 `drift.binary.DDM`.
 */
export declare class DDM extends StreamDetector<DDMParams> {
  constructor(params?: DDMParams);
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

/** The parameters of {@link Ensemble}. */
export interface EnsembleParams {
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default 0.1.
   *
   * Range: > 0, <= 0.5.
   * @default 0.1
   */
  contamination?: number;
  /**
   * The members: detectors by name, or with parameters: {"detector": "KNN", "params": {"n_neighbors": 10}}. By default
   * BaggedNeighbors and Mahalanobis.
   * @default ["BaggedNeighbors","Mahalanobis"]
   */
  detectors?: readonly unknown[];
  /**
   * How the members' quantiles become one score.
   * - `mean`: Their mean: what most members find odd.
   * - `median`: Their median: no member can spoil it alone.
   * - `maximum`: The largest: what any member finds odd.
   * @default "mean"
   */
  method?: "mean" | "median" | "maximum";
  /**
   * Whether columns are brought to one scale before. Default true.
   * @default true
   */
  standardize?: boolean;
}

/**
 * Scores a row by the ranks that several detectors give it.
 *
 * Each member's score becomes the quantile that it has among its scores of the training rows, as that of a standard normal,
 * so that no unit and no distribution of a member's scores matters; the score is the mean, the median or the largest
 * of the members' quantiles.
 *
 * With `standardize` columns are brought to one scale first: less the median, divided by the interquartile range over
 * 1.349 (by the standard deviation where that is 0), at most 8 from 0, from 1,024 random rows where there are more; a missing
 * number counts as the median, a category as how rare it is (-ln of its share, standardised), a missing one as a category
 * of its own.
 * Input: numbers and categories with `standardize`, else what the members take; as many rows as they need.
 * Output: one score a row, about 0 for a row like any other. Beyond all training scores a member's quantile goes on
 * rising, by ln(1 + e) with e how far it is beyond, in distances of the largest from the median. Training rows that are
 * asked again are new rows to members such as KNN. `explain`, with `standardize`, says how much lower the score were
 * with the column at its median; these do not sum to the score.
 * `parts` has the members, and how each one's quantiles of the training rows go with the score (correlation).
 *
 * Errors: those of the members; `kp.invalid_params` for a detector that there is not or parameters that it does not take.
 * Cost: the sum of the members' costs; `explain` a scoring for each column.
 * Source: Aggarwal and Sathe, Theoretical Foundations and Algorithms for Outlier Ensembles, SIGKDD Explorations 17, 2015;
 * Kriegel, Kröger, Schubert and Zimek, Interpreting and Unifying Outlier Scores, SDM 2011.
 */
export declare class Ensemble extends Detector<EnsembleParams> {
  constructor(params?: EnsembleParams);
}

/** The parameters of {@link EWMA}. */
export interface EWMAParams {
  /**
   * The weight of the newest row. Default 0.2; less for smaller shifts.
   *
   * Range: 0.000001..=1.
   * @default 0.2
   */
  alpha?: number;
  /**
   * The score above which a row is an anomaly. Default 3.
   *
   * Range: 0..=1000000000000.
   * @default 3.0
   */
  threshold?: number;
  /**
   * How many rows make the baseline. Default 100.
   *
   * Range: 2..=1000000.
   * @default 100
   */
  warmUp?: number;
}

/**
 * Scores a row by how far the exponentially weighted mean of the stream has left that of the first rows: small lasting
 * shifts.
 *
 * z(t) = alpha x(t) + (1 - alpha) z(t-1), with x in standard deviations from the mean of the first `warm_up` rows and
 * z = 0 after them. The score is |z| over its own deviation, sqrt(alpha / (2 - alpha) (1 - (1 - alpha)^(2t))). Of
 * several columns the score is the largest over the columns.
 *
 * Input: rows of numbers in time order, none missing.
 * Output: one score a row, 0 during the warm-up; above `threshold` a row is an anomaly.
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: O(1) a value, in time and memory.
 * Source: Roberts, Control chart tests based on geometric moving averages, Technometrics 1, 1959; Lucas and Saccucci,
 * 1990.
 */
export declare class EWMA extends StreamDetector<EWMAParams> {
  constructor(params?: EWMAParams);
}

/** The parameters of {@link ForecastError}. */
export interface ForecastErrorParams {
  /**
   * The share of anomalies in the data of the fit, above 0 and at most 0.5; scores above 5 when absent.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * What forecasts: any forecaster, by name or with parameters; AutoETS by default.
   * @default "AutoETS"
   */
  forecaster?: unknown;
}

/**
 * Scores an observation by how far it is from what a forecaster expected one step ahead, in standard errors.
 *
 * The score is |y - forecast| / sigma, where sigma is the root of the mean square of the forecaster's one-step errors
 * over the series of the fit. In that series the forecasts are the fitted ones; in the observations that follow it
 * each is made from all those before it, without fitting again. So a score above 1.96 lies outside of the 95 %
 * interval of a normal error.
 *
 * Input: a panel without missing values, unless the forecaster takes them. What is scored must begin with the series
 * of the fit, or directly after its end: a forecast has to know what came before.
 * Output: one score an observation, in standard errors; 0 where there was no forecast yet, at most 1e12.
 * `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: those of the forecaster; `kp.invalid_data` for a series that does neither begin with the fitted one nor
 * follow it.
 * Cost: that of fitting the forecaster; a score takes an update of it. The model keeps the series and its fitted
 * values.
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.5, for the interval.
 */
export declare class ForecastError extends SeriesDetector<ForecastErrorParams> {
  constructor(params?: ForecastErrorParams);
}

/** The parameters of {@link HalfSpaceTrees}. */
export interface HalfSpaceTreesParams {
  /**
   * The share of rows that are to be anomalies when there is no threshold, above 0 and at most 0.5. Default 0.01.
   *
   * Range: > 0, <= 0.5.
   * @default 0.01
   */
  contamination?: number;
  /**
   * How many cuts deep the leaves are. Default 8.
   *
   * Range: 1..=15.
   * @default 8
   */
  height?: number;
  /**
   * How many trees. Default 25.
   *
   * Range: 1..=1000.
   * @default 25
   */
  nTrees?: number;
  /**
   * The score above which a row is an anomaly; by `contamination` when absent.
   *
   * Range: 0..=1.
   * @default null
   */
  threshold?: number | null;
  /**
   * How many rows a window has. Default 250.
   *
   * Range: 2..=1000000.
   * @default 250
   */
  windowSize?: number;
}

/**
 * Scores the rows of a stream by how empty their part of space was in the last window of rows, with random trees that
 * never change.
 *
 * Each tree halves space again and again: a column is drawn, all alike, and its range is cut in the middle, until all
 * leaves are `height` cuts deep. A row goes down to its leaf; on its way every node counts it. After `window_size` rows the
 * counts become the reference and new ones begin. The mass of a row in a tree is the sum of count × 2^depth over the
 * nodes of its way, down to the first node that holds less than a tenth of the window; the score is
 * 1 - (sum of masses) / (greatest possible sum).
 *
 * The first `window_size` rows are the first reference, and say the range of each column; each tree has its own work
 * range around it, with room on both sides: with s uniform in 0..1 and the column's range as the unit, s ± 2 max(s, 1 - s).
 * So no unit matters. A column that was constant gets a range of a billionth of its value, so that any other value is far
 * from it.
 *
 * Scores have no fixed scale: what is usual depends on how many columns there are and how rows lie in them. So without a
 * `threshold` a row is an anomaly where its score is among the highest of the last 1,024 after the first window, once there
 * are enough of them for the share `contamination`: 49 for 0.01.
 *
 * Input: rows of numbers in time order, none missing.
 * Output: one score a row, 0 to 1; 0 for the first window. A row above `threshold` is an anomaly, or without one
 * above the 1 - `contamination` quantile of the last scores; `parts` has it.
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: O(n_trees × height) a row; memory for n_trees × 2^(height + 1) counts, whatever the length of the stream.
 * Source: Tan, Ting and Liu, Fast anomaly detection for streaming data, IJCAI 2011, algorithms 1 to 3; masses are summed
 * along the way as in river 0.26.1 `anomaly.HalfSpaceTrees`. The range is learned instead of given.
 */
export declare class HalfSpaceTrees extends StreamDetector<HalfSpaceTreesParams> {
  constructor(params?: HalfSpaceTreesParams);
}

/** The parameters of {@link HBOS}. */
export interface HBOSParams {
  /**
   * Added to every density, so that an empty bin is not infinitely rare. Default 0.1.
   *
   * Range: > 0, <= 1.
   * @default 0.1
   */
  alpha?: number;
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default 0.1.
   *
   * Range: > 0, <= 0.5.
   * @default 0.1
   */
  contamination?: number;
  /**
   * How many bins each column has; null for as many as its likelihood asks for. Default 10.
   *
   * Range: 2..=100000.
   * @default 10
   */
  nBins?: number | null;
  /**
   * How far outside all bins a value still counts with the last of them, in widths of a bin. Default 0.5.
   *
   * Range: 0..=1.
   * @default 0.5
   */
  tol?: number;
}

/**
 * Scores a row by how rare its values are in a histogram of each column.
 *
 * Column j adds -log2(d + alpha), where d is the density of the bin that the value lies in; the score is the sum over
 * the columns. How columns go together is not looked at. The density is one over the unit of the column, so bring columns
 * to one scale before.
 *
 * Input: numbers, at least one row, none missing.
 * Output: one score a row, high for rare values, of either sign; `explain` gives what each column adds. A value outside all
 * bins by at most `tol` of a bin's width counts with the bin at that end, one farther out like the rarest bin. Training
 * and new rows get PyOD's scores.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: fit and score O(1) a value; with the number of bins left open, fit O(√n) a value.
 * Source: Goldstein and Dengel, Histogram-based Outlier Score (HBOS), KI 2012; Birgé and Rozenholc, How many bins should be
 * put in a regular histogram, ESAIM P&S 10, 2006, for the number of bins; PyOD 3.6.7 for the semantics.
 */
export declare class HBOS extends Detector<HBOSParams> {
  constructor(params?: HBOSParams);
}

/** The parameters of {@link HoltWintersResidual}. */
export interface HoltWintersResidualParams {
  /**
   * How much of a residual goes into the level. Default 0.2.
   *
   * Range: 0..=1.
   * @default 0.2
   */
  alpha?: number;
  /**
   * How much of a change of the level goes into the trend. Default 0.01; 0 for a trend that stays.
   *
   * Range: 0..=1.
   * @default 0.01
   */
  beta?: number;
  /**
   * How much of the newest squared residual goes into that of the deviation. Default 0.01.
   *
   * Range: 0..=1.
   * @default 0.01
   */
  deviationAlpha?: number;
  /**
   * How much of a residual goes into the season. Default 0.1.
   *
   * Range: 0..=1.
   * @default 0.1
   */
  gamma?: number;
  /**
   * Do not learn from outliers. Default true.
   * @default true
   */
  robust?: boolean;
  /**
   * How many values a season has; 1, the default, for no season.
   *
   * Range: 1..=100000.
   * @default 1
   */
  seasonLength?: number;
  /**
   * The score above which a row is an anomaly. Default 4.
   *
   * Range: 0..=1000000000000.
   * @default 4.0
   */
  threshold?: number;
  /**
   * How many values make the start; the larger of 30 and three seasons when absent.
   *
   * Range: 4..=1000000.
   * @default null
   */
  warmUp?: number | null;
}

/**
 * Scores a value by how many running standard deviations it is off its forecast by level, trend and season:
 * Holt-Winters smoothing, one step at a time.
 *
 * With the forecast f = l + b + s and e = x - f: l = l + b + alpha e, b = b + alpha beta e, s = s + gamma e, where s
 * is the share of that place in the season. The score is |e| over the deviation so far, whose square has the weight
 * `deviation_alpha` for the newest e².
 *
 * The first `warm_up` values give the start: the trend from values half of them apart in whole seasons, then level,
 * season and deviation from what is left.
 *
 * With `robust` an outlier is not learned from: where |e| is above 2 deviations, level, trend and season learn from 2
 * deviations only; the square of e in the deviation is bounded (Tukey's biweight); and the start is made of medians. A
 * new level that lasts is then followed within some dozens of values, and told all the while.
 *
 * Input: rows of numbers in time order and at even steps, none missing. Of several columns the score is the largest
 * over the columns.
 * Output: one score a row, 0 for the first `warm_up` rows, at most 1e12; above `threshold` a row is an anomaly.
 * Residuals within a 1e-12th of the values are rounding and score 0.
 * Errors: `kp.invalid_params` for a `warm_up` of less than two seasons; `kp.missing_values` for a missing value,
 * `kp.invalid_data` for a column of categories.
 * Cost: O(1) a value; memory for a season, and for `warm_up` values until they are complete.
 * Source: Winters, Forecasting sales by exponentially weighted moving averages, Management Science 6, 1960, in the
 * form of Hyndman and Athanasopoulos, Forecasting: Principles and Practice; Gelper, Fried and Croux, Robust
 * forecasting with exponential and Holt-Winters smoothing, Journal of Forecasting 29, 2010. Without `robust`,
 * residuals are those of statsmodels 0.14 `ExponentialSmoothing` from the same start.
 */
export declare class HoltWintersResidual extends StreamDetector<HoltWintersResidualParams> {
  constructor(params?: HoltWintersResidualParams);
}

/** The parameters of {@link INNE}. */
export interface INNEParams {
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default 0.1.
   *
   * Range: > 0, <= 0.5.
   * @default 0.1
   */
  contamination?: number;
  /**
   * How many training rows each draw takes; all where there are fewer. Default 8.
   *
   * Range: 2..=65536.
   * @default 8
   */
  maxSamples?: number;
  /**
   * How many draws. Default 200.
   *
   * Range: 1..=10000.
   * @default 200
   */
  nEstimators?: number;
}

/**
 * Scores a row by the balls that hold it, drawn around a few random training rows up to the nearest of the others.
 *
 * Each of `n_estimators` draws takes `max_samples` training rows; around each lies a ball through its nearest neighbour
 * among them. Of the balls that hold a row the smallest counts: it says 1 - r(neighbour)² / r² with r its radius and
 * r(neighbour) that of its neighbour's ball; a row in no ball counts as 1. The score is the mean over the draws. Unlike in
 * an isolation forest what counts is local: the same distance weighs more in a dense place. Euclidean distance: bring
 * columns to one scale before.
 *
 * Input: numbers, at least two rows, none missing.
 * Output: one score a row in 0..=1, high for an anomaly. The random draws are our own, so scores differ from PyOD's as
 * they do between two seeds. Of equal radii the row drawn first counts.
 * `explain` says how much lower the score were with the column at its median in the fit; these do not sum to the score.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories, `kp.not_enough_data` for
 * a single row.
 * Cost: fit O(n_estimators × max_samples²) whatever the number of rows, score O(n_estimators × max_samples) distances a
 * row.
 * Source: Bandaragoda, Ting, Albrecht, Liu, Zhu and Wells, Isolation-based anomaly detection using nearest-neighbor
 * ensembles, Computational Intelligence 34(4), 2018; PyOD 3.6.7, which takes squared radii, for the semantics.
 */
export declare class INNE extends Detector<INNEParams> {
  constructor(params?: INNEParams);
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
   * Default null: the threshold is 0.5 by depth, the share 0.1 by another metric.
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
  /**
   * How many directions are tried for each cut, for the one of the largest gain; 0, the default, for a random one.
   *
   * Range: 0..=1000.
   * @default 0
   */
  nTries?: number;
  /**
   * Across how many columns a cut goes. Default 1.
   *
   * Range: 1..=1000.
   * @default 1
   */
  ndim?: number;
  /**
   * What counts on the way of a row. Default depth.
   * - `depth`: The number of cuts, as in the paper: the score is 2^(-h / c).
   * - `density`: How crowded the box is in which the way ends: the score is -Σ ln p, above 0 where there are fewer rows than if they were spread evenly.
   * - `adj_depth`: Cuts count 2 / (1 + 1 / (2 p)), more where the way leads to many rows in little room: the score is 2^(-h / c).
   * - `adj_density`: The score is -Σ ln(2 / (1 + 1 / (2 p))).
   * @default "depth"
   */
  scoringMetric?: "depth" | "density" | "adj_depth" | "adj_density";
}

/**
 * Scores a row by how few random cuts it takes to set it apart from a random handful of the training rows.
 *
 * Each tree takes `max_samples` rows and cuts them at a random place of a random column, again and again, until a row is
 * alone or ceil(log2(max_samples)) cuts are made. With h(x) the cuts on the way of a row, averaged over the trees, and
 * c(n) = 2 (ln(n - 1) + 0.5772...) - 2 (n - 1) / n the average way among n rows, the score is 2^(-h(x) / c(max_samples)).
 *
 * With `ndim` above 1 a cut goes across so many columns at once (extended isolation forest): a random direction, normal
 * coefficients over the columns' deviations among the rows that are cut, and a random place along it. With `n_tries` that
 * direction of so many is taken, and that place, where the two sides together deviate least: the largest gain
 * 1 - (deviation below + deviation above) / (2 deviation) (SCiForest). `scoring_metric` says what counts on the way.
 *
 * Input: numbers, at least one row, none missing. Values are compared in single precision, seven digits, so take away a
 * large offset such as a point in time first; values beyond 3.4e38 count as that. The unit of a column does not matter; a
 * constant column is never cut.
 * Output: one score a row, above 0 and at most 1; about 0.5 for a row like any other, towards 1 for an anomaly. Without
 * `contamination` a row above 0.5 is an anomaly. The densities have no bounds, and are above 0 where a row's box is emptier
 * than if rows were spread evenly; by another metric than depth a tenth of the training rows are anomalies without
 * `contamination`.
 * `explain`: what each column took off the way, in units of c: at every cut, the average way of the training rows above
 * it less that below it. The columns sum to log2(score / typical score), with the densities to score - typical score; a
 * cut across columns is shared out by how far the row is from the middle in each. `parts` has the typical score.
 *
 * Scores, threshold and parameters mean what they mean in scikit-learn (whose `score_samples` is minus this score); the
 * random cuts are our own, so the numbers differ as they do between two seeds. Two details are ours: a column is constant
 * when its values are equal, where scikit-learn takes a range of 1e-7 as constant; and with `bootstrap` a row drawn twice
 * counts as two rows.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: fit O(n_estimators × max_samples × log(max_samples)) whatever the number of rows, score O(n_estimators ×
 * log(max_samples)) a row, times `ndim`, the fit times `n_tries`; 24 bytes a node, at most 2 × max_samples nodes a tree, and
 * 20 a column of a cut across several.
 * Source: Liu, Ting and Zhou, Isolation Forest, ICDM 2008, algorithms 1 to 3; scikit-learn 1.9.1 for the semantics. Hariri,
 * Kind and Brunner, Extended Isolation Forest, TKDE 33, 2021; Liu, Ting and Zhou, On Detecting Clustered Anomalies Using
 * SCiForest, ECML 2010; Cortes, Revisiting randomized choices in isolation forests, arXiv 2110.13402, for the metrics,
 * whose package isotree has them by the same names.
 */
export declare class IsolationForest extends Detector<IsolationForestParams> {
  constructor(params?: IsolationForestParams);
}

/** The parameters of {@link KMeansAD}. */
export interface KMeansADParams {
  /**
   * The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's that is
   * more than 12 times as far above the median of its series as the upper quartile is.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * How many typical windows there are at most. Default 20.
   *
   * Range: 1..=1000.
   * @default 20
   */
  nClusters?: number;
  /**
   * Bring each window to mean 0 and variance 1, so that only its shape counts. Default true.
   * @default true
   */
  normalize?: boolean;
  /**
   * How many observations a window has; from the autocorrelation of the series when absent.
   *
   * Range: 4..=1000000.
   * @default null
   */
  windowSize?: number | null;
}

/**
 * Scores an observation by how far the windows that hold it are from the nearest of a few typical windows.
 *
 * The windows of the fit, brought to mean 0 and variance 1 with `normalize`, are put into `n_clusters` clusters by
 * k-means; the typical windows are the means of the clusters. The score of a window is its Euclidean distance to the
 * nearest, over the root of the number of values; the score of an observation is the mean over the windows that hold
 * it. Windows of more than 48 values are read as the means of 48 blocks of equal length; a constant window is 0
 * throughout.
 *
 * Input: a panel without missing values; a series needs at least twice the window.
 * Output: one score an observation: a difference in standard deviations of the window, or in the unit of the series
 * without `normalize`.
 * `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
 * Cost: O(n × n_clusters × 48) time; the fit reads at most 4,000 windows, evenly spread, up to 100 times.
 * Source: KMeansAD as in TSB-UAD (Paparrizos et al., VLDB 2022), after Yairi, Kato and Hori, Fault detection by mining
 * association rules from house-keeping data, 2001; first means by k-means++ (Arthur and Vassilvitskii, 2007), then
 * Lloyd's rounds.
 */
export declare class KMeansAD extends SeriesDetector<KMeansADParams> {
  constructor(params?: KMeansADParams);
}

/** The parameters of {@link KNN}. */
export interface KNNParams {
  /**
   * Find the nearest rows by a graph (HNSW), which misses few of them: for hundreds of thousands of rows of more than 24
   * columns. Default false.
   * @default false
   */
  approximate?: boolean;
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default 0.1.
   *
   * Range: > 0, <= 0.5.
   * @default 0.1
   */
  contamination?: number;
  /**
   * Which of the distances is the score.
   * - `largest`: That to the farthest of them.
   * - `mean`: The mean.
   * - `median`: The median.
   * @default "largest"
   */
  method?: "largest" | "mean" | "median";
  /**
   * How many of the nearest rows are looked at: k. Default 5.
   *
   * Range: 1..=1000000.
   * @default 5
   */
  nNeighbors?: number;
}

/**
 * Scores a row by its distance to the nearest rows of the training data.
 *
 * The score is the distance to the k-th nearest row, or the mean or the median of the distances to the k nearest, in
 * Euclidean distance. Columns count by their unit: bring them to one scale before. With few neighbours a group of more
 * than k anomalies is not found; a k of about a hundredth of the rows finds most.
 *
 * Input: numbers, at least two rows, none missing.
 * Output: one score a row, at least 0, in the unit of the columns; high is far from all others. `explain` splits the score
 * exactly: of a distance d, the column with the difference e has e² / d. The threshold comes from the training rows, each
 * measured to the others; asked again, a training row is a new one and finds itself at distance 0 among the nearest.
 * With fewer than k other rows all of them count. Of rows equally far the first is nearer.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories, `kp.not_enough_data` for
 * a single row.
 * Cost: fit and score O(log n) a row for few columns, through a k-d tree, or with `approximate`; O(n) for more than 24.
 * The model keeps the training rows, and the graph of `approximate`.
 * Source: Ramaswamy, Rastogi and Shim, Efficient Algorithms for Mining Outliers from Large Data Sets, SIGMOD 2000 (largest);
 * Angiulli and Pizzuti, Fast Outlier Detection in High Dimensional Spaces, PKDD 2002 (mean); PyOD 3.6.7 for the semantics.
 */
export declare class KNN extends Detector<KNNParams> {
  constructor(params?: KNNParams);
}

/** The parameters of {@link KShapeAD}. */
export interface KShapeADParams {
  /**
   * The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's
   * that is more than 12 times as far above the median of its series as the upper quartile is.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * How many shapes there are at most. Default 6.
   *
   * Range: 1..=100.
   * @default 6
   */
  nClusters?: number;
  /**
   * How many observations a window has; from the autocorrelation of the series when absent.
   *
   * Range: 4..=10000.
   * @default null
   */
  windowSize?: number | null;
}

/**
 * Scores an observation by how far the windows that hold it are from the shapes that the series is made of, those that
 * are frequent and like the others counting most.
 *
 * Stretches of four windows (of half the series at most), each brought to mean 0 and variance 1, are put into
 * `n_clusters` clusters by k-Shape: the distance of two is 1 less their largest correlation over all shifts (SBD), and
 * the shape of a cluster is the direction in which its series, moved to the last shape, are longest. A shape of share
 * f of the stretches and of the sum c of distances to the other shapes has the weight f² / c, with f and c brought to
 * 1 to 2.
 *
 * The distance of a window to a shape is that of the matrix profile: the least Euclidean distance to a window of the
 * shape, each of mean 0 and variance 1. The score of a window is the weighted mean over the shapes, and that of an
 * observation the mean over the windows that hold it.
 *
 * Input: a panel without missing values; a series needs at least twice the window.
 * Output: one score an observation, 0 to sqrt(4 window_size).
 * `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
 * Cost: O(n × n_clusters × window_size) time to score, O(stretches × n_clusters × window_size log window_size) a round
 * of the fit, which reads at most 1,000 stretches, in at most 100 rounds.
 * Source: Paparrizos and Gravano, k-Shape, SIGMOD 2015, clusters and shapes being those of tslearn 0.10 `KShape` from
 * the same start; Boniol et al., SAND, VLDB 2021, for weights and distances (its offline form, KShapeAD in TSB-AD).
 */
export declare class KShapeAD extends SeriesDetector<KShapeADParams> {
  constructor(params?: KShapeADParams);
}

/** The parameters of {@link LODA}. */
export interface LODAParams {
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default 0.1.
   *
   * Range: > 0, <= 0.5.
   * @default 0.1
   */
  contamination?: number;
  /**
   * How many bins each histogram has; null for as many as its likelihood asks for. Default 10.
   *
   * Range: 2..=100000.
   * @default 10
   */
  nBins?: number | null;
  /**
   * How many random projections. Default 100.
   *
   * Range: 1..=10000.
   * @default 100
   */
  nRandomCuts?: number;
}

/**
 * Scores a row by how rare its places are in histograms of random projections.
 *
 * Each projection weighs √d of the d columns by standard normal numbers; the score is the mean over the projections of
 * -ln p, with p the share of the training rows in the bin of the row's projection. Columns count by their unit: bring
 * them to one scale before.
 *
 * Input: numbers, at least one row, none missing.
 * Output: one score a row, at least 0; an empty bin, or a place outside all bins, counts as a share of 1e-12 of a row.
 * `explain` gives the paper's t statistic of each column: how much rarer the row is in projections with the column than
 * in those without it, in standard errors; 0 for a column that is in all projections or in none. They do not sum to the
 * score.
 * The random projections are our own, so scores differ from PyOD's as they do between two seeds; they differ in scale too
 * (PyOD divides by the number of projections twice), and in that each value is looked up in its own bin (PyOD takes the
 * next one).
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: fit and score O(n_random_cuts × √d) a row.
 * Source: Pevný, Loda: Lightweight on-line detector of anomalies, Machine Learning 102, 2016, algorithm 1 and equation 4;
 * Birgé and Rozenholc, ESAIM P&S 10, 2006, for the number of bins; PyOD 3.6.7 for the parameters.
 */
export declare class LODA extends Detector<LODAParams> {
  constructor(params?: LODAParams);
}

/** The parameters of {@link LOF}. */
export interface LOFParams {
  /**
   * Find the nearest rows by a graph (HNSW), which misses few of them: for hundreds of thousands of rows of more than 24
   * columns. Default false.
   * @default false
   */
  approximate?: boolean;
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default null: the threshold is 1.5.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * How many of the nearest rows are looked at: k. Default 20.
   *
   * Range: 1..=1000000.
   * @default 20
   */
  nNeighbors?: number;
}

/**
 * Scores a row by how much thinner the data lie around it than around its nearest rows.
 *
 * With k(o) the distance of a row o to its k-th nearest, the way from x to o is max(k(o), d(x, o)); the density of x is one
 * over its mean way to its k nearest, and the score is the mean density of those divided by its own: about 1 inside a
 * cluster of any density, more outside. Euclidean distance: bring columns to one scale before.
 *
 * Input: numbers, at least two rows, none missing.
 * Output: one score a row, above 0; without `contamination` a row above 1.5 is an anomaly. Training rows get minus
 * scikit-learn's `negative_outlier_factor_`, each measured to the others, and the threshold comes from those; rows asked
 * after the fit are new ones, as with scikit-learn's `novelty=True`. With fewer than k other rows all of them count. More
 * than k equal rows have the density 1e10, as there. Of rows equally far the first is nearer.
 * `explain` says how much lower the score were with the column at its median in the fit; these do not sum to the score.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories, `kp.not_enough_data` for
 * a single row.
 * Cost: fit and score O(log n) a row for few columns, through a k-d tree, or with `approximate`; O(n) for more than 24.
 * The model keeps the training rows, and the graph of `approximate`.
 * Source: Breunig, Kriegel, Ng and Sander, LOF: Identifying Density-Based Local Outliers, SIGMOD 2000, definitions 3 to 7;
 * scikit-learn 1.9.1 for the semantics.
 */
export declare class LOF extends Detector<LOFParams> {
  constructor(params?: LOFParams);
}

/** The parameters of {@link Mahalanobis}. */
export interface MahalanobisParams {
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default 0.1.
   *
   * Range: > 0, <= 0.5.
   * @default 0.1
   */
  contamination?: number;
  /**
   * How often the innermost rows are chosen. Default 3.
   *
   * Range: 1..=100.
   * @default 3
   */
  nIter?: number;
  /**
   * How far the covariance is shrunk, above 0 and at most 1. Default 0.03.
   *
   * Range: > 0, <= 1.
   * @default 0.03
   */
  shrinkage?: number;
  /**
   * The share of the rows farthest out that the covariance is worked out without. Default 0.5.
   *
   * Range: 0..=0.9.
   * @default 0.5
   */
  trim?: number;
}

/**
 * Scores a row by its squared distance from the innermost rows, measured by their covariance.
 *
 * The score is (z - m)' S⁻¹ (z - m), where m and S are the mean and the covariance of the 1 - `trim` of the rows that are
 * nearest the middle, by the distance from 0 at first and then, `n_iter` times, by the score itself; S is shrunk towards a
 * multiple of the identity, (1 - s) S + s tr(S) / d I with s the `shrinkage`, so that it can be inverted whatever the number of
 * rows. A combination of values that is rare is found though each of them is common.
 *
 * Columns are brought to one scale first: less the median, divided by the interquartile range over 1.349 (by the standard
 * deviation where that is 0), at most 8 from 0, from 1,024 random rows where there are more.
 * Input: numbers and categories, at least one row. A missing number counts as the median; a category as how rare it is
 * (-ln of its share, standardised), a missing one as a category of its own, an unknown one as half a row.
 * Output: one score a row, at least 0; `explain` splits it exactly, (z - m) times S⁻¹ (z - m) column by column; a share may be
 * below 0, where a column makes the others less odd.
 *
 * Errors: `kp.missing_values` for a column of numbers that are all missing.
 * Cost: fit O(d²) a row and iteration and O(d³) an iteration, score O(d²) a row.
 * Source: Gnanadesikan and Kettenring, Robust Estimates, Residuals, and Outlier Detection with Multiresponse Data,
 * Biometrics 28, 1972 (trimming); Ledoit and Wolf, A well-conditioned estimator for large-dimensional covariance matrices,
 * Journal of Multivariate Analysis 88, 2004 (the target of the shrinkage).
 */
export declare class Mahalanobis extends Detector<MahalanobisParams> {
  constructor(params?: MahalanobisParams);
}

/** The parameters of {@link MatrixProfile}. */
export interface MatrixProfileParams {
  /**
   * Compare with earlier windows only.
   * @default false
   */
  causal?: boolean;
  /**
   * The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's that is
   * more than 12 times as far above the median of its series as the upper quartile is.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * How many observations a window has; from the autocorrelation of the series when absent.
   *
   * Range: 4..=1000000.
   * @default null
   */
  windowSize?: number | null;
}

/**
 * Scores an observation by how unlike all others the shapes are that it is part of.
 *
 * Every window of `window_size` values is brought to mean 0 and variance 1 and compared with all windows of the series
 * that the detector was fitted to; its distance is the Euclidean one to the most alike of them. Windows that overlap
 * it by more than three quarters do not count. The score of an observation is the mean distance of the windows that
 * hold it. A constant window is at distance 0 from another and at sqrt(window_size) from any other.
 *
 * Where the scored series is the fitted one, or overlaps with it in time and values, a window is not compared with
 * itself. So fit and score one series to find what is rare in it; fit what is known to be good and score what comes
 * later to find what is new in it.
 *
 * With `causal` windows are compared with earlier ones only, of the fit and of the scored series: the left discords
 * that a stream would show, so that the first of two like anomalies is not hidden by the second. There is little to be
 * like at first: windows that end within the first four windows' time do not count, and what is in no other scores 0.
 *
 * Input: a panel without missing values; a series needs at least twice the window.
 * Output: one score an observation, 0 to sqrt(4 window_size): 0 for a shape that occurs again exactly (but for
 * rounding: correlations above 1 - 1e-13 count as 1).
 * `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
 * Cost: O(n²) time for n observations, in blocks of 16 diagonals; O(n) memory. The model keeps the series. Products that
 * rounding would spoil, as after a value far from all others, are computed anew.
 * Source: Yeh et al., Matrix Profile I, ICDM 2016, and Zimmerman et al., Matrix Profile XIV (SCAMP), SoCC 2019, for
 * the update of products along diagonals; distances agree with stumpy 1.14.1 `stump` to 1e-9. Lu et al., DAMP, KDD
 * 2022, for left discords.
 */
export declare class MatrixProfile extends SeriesDetector<MatrixProfileParams> {
  constructor(params?: MatrixProfileParams);
}

/** The parameters of {@link MCD}. */
export interface MCDParams {
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default null: 0.1.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * The share of the rows that h is. Default null: half of rows + columns + 1.
   *
   * Range: > 0, <= 1.
   * @default null
   */
  supportFraction?: number | null;
}

/**
 * Scores a row by its squared Mahalanobis distance to the densest half of the rows.
 *
 * Of all sets of h rows, that whose covariance has the smallest determinant is searched for (FastMCD); its mean m and
 * covariance S, corrected for being those of the inner rows of a normal distribution, say which rows lie within the .975
 * quantile of the chi-squared distribution; those give the final m and S, corrected again. The score is
 * (x - m)' S⁻¹ (x - m). The unit of a column does not matter.
 *
 * Input: numbers, at least two rows, none missing.
 * Output: one score a row, at least 0; under normal data about a chi-squared value with a degree of freedom a column.
 * `explain` splits it exactly, (x - m) times S⁻¹ (x - m) column by column; a share may be below 0. `parts` has m and S. The scores
 * are scikit-learn's where the search finds the same rows; its random starts are our own. A covariance without full rank
 * (a constant column, columns that depend on others, fewer rows than columns) has a pseudo-inverse, as there: what leaves the plane of
 * the rows is not seen.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories and where all columns of
 * the h rows are constant, `kp.not_enough_data` for a single row.
 * Cost: fit some hundred passes of O(d²) a row over at most 1,500 rows and ten over all; score O(d²) a row.
 * Source: Rousseeuw and Van Driessen, A Fast Algorithm for the Minimum Covariance Determinant Estimator, Technometrics 41,
 * 1999; Croux and Haesbroeck, Journal of Multivariate Analysis 71, 1999, equation 4.2, for the corrections; scikit-learn
 * 1.9.1 (`MinCovDet`) for the semantics.
 */
export declare class MCD extends Detector<MCDParams> {
  constructor(params?: MCDParams);
}

/** The parameters of {@link OneClassSVM}. */
export interface OneClassSVMParams {
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default null: the threshold is 0.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * The kernel's gamma, above 0. Default null: one over columns times the variance of all values.
   *
   * Range: > 0, <= 1000000000000.
   * @default null
   */
  gamma?: number | null;
  /**
   * How many training rows it learns from, chosen at random where there are more. Default 10,000.
   *
   * Range: 1..=1000000.
   * @default 10000
   */
  maxSamples?: number;
  /**
   * How many training rows are landmarks: D, all rows where there are fewer. Default 200.
   *
   * Range: 1..=2000.
   * @default 200
   */
  nComponents?: number;
  /**
   * About the share of the training rows outside, above 0 and at most 1. Default 0.5.
   *
   * Range: > 0, <= 1.
   * @default 0.5
   */
  nu?: number;
}

/**
 * Scores a row by how far it lies on the outer side of a surface around most of the training rows.
 *
 * The Gaussian kernel k(x, y) = exp(-gamma |x - y|²) is taken to D landmarks, training rows that are drawn at random: with
 * L L' = the kernel among them, the features f(x) = L⁻¹ (k(x, l₁), ..., k(x, l_D)) have its inner products, exactly for the
 * landmarks and nearly for what lies among them. Among the features |v|² / 2 - r + Σ max(0, r - v'f(x)) / (nu n) is
 * minimised over v and r, which leaves about the share `nu` of the rows outside. The score is r - v'f(x). Euclidean
 * distance: bring columns to one scale before.
 *
 * Input: numbers, at least one row, none missing.
 * Output: one score a row, high for an anomaly; without `contamination` a row above 0, outside the surface, is an anomaly.
 * Scores are minus `decision_function` of scikit-learn's `OneClassSVM`, divided by nu n, but for the landmarks where there
 * are more rows.
 * `explain` says how much lower the score were with the column at its median in the fit; these do not sum to the score.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: fit O(D²) a row for the features and some hundred passes of O(D) a row, over at most `max_samples` rows; score
 * O(d × D) a row.
 * Source: Schölkopf, Platt, Shawe-Taylor, Smola and Williamson, Estimating the Support of a High-Dimensional Distribution,
 * Neural Computation 13, 2001, equation 3.4; Williams and Seeger, Using the Nyström Method to Speed Up Kernel Machines, NIPS
 * 2000; scikit-learn 1.9.1 (`SGDOneClassSVM`, `Nystroem`) for the parameters. The sum is smoothed within 0.001 and minimised
 * by L-BFGS, not by stochastic descent. Random Fourier features, of which this had 100, were less accurate: on 22 tables
 * AUC .723, .735 with 1,000 of them, where the exact machine and 200 landmarks have .739.
 */
export declare class OneClassSVM extends Detector<OneClassSVMParams> {
  constructor(params?: OneClassSVMParams);
}

/** The parameters of {@link OnlineAR}. */
export interface OnlineARParams {
  /**
   * How much of the newest squared residual goes into that of the deviation. Default 0.01.
   *
   * Range: 0..=1.
   * @default 0.01
   */
  deviationAlpha?: number;
  /**
   * How often differences are taken first: 0, the default, for a level that stays; 1 for one that wanders.
   *
   * Range: 0..=2.
   * @default 0
   */
  differences?: number;
  /**
   * What of the weight of a value is left one value later. Default 0.999: about the last 1,000 values count.
   *
   * Range: 0.5..=1.
   * @default 0.999
   */
  forgetting?: number;
  /**
   * How many of the last values a value is foretold from. Default 10.
   *
   * Range: 1..=200.
   * @default 10
   */
  order?: number;
  /**
   * Do not learn from outliers. Default true.
   * @default true
   */
  robust?: boolean;
  /**
   * The score above which a row is an anomaly. Default 4.
   *
   * Range: 0..=1000000000000.
   * @default 4.0
   */
  threshold?: number;
  /**
   * How many values make the start; 10 `order`, and at least 100, when absent.
   *
   * Range: 4..=1000000.
   * @default null
   */
  warmUp?: number | null;
}

/**
 * Scores a value by how many running standard deviations it is off what the last values foretell: an autoregression of
 * order `order` on the `differences`-th differences, fitted by recursive least squares with forgetting.
 *
 * The values are first brought to about 0 and 1 by the median of the first ones and of their distances from it; f = w
 * · (1, the last `order` differences), and each residual e = x - f moves w by least squares in which what is k values
 * old weighs `forgetting`^k. The score is |e| over the deviation so far, whose square has the weight `deviation_alpha`
 * for the newest e².
 *
 * The first `warm_up` values give a first w and the first deviation. With `robust` they are read twice, and from the
 * second time on an outlier is not learned from: where |e| is above 2 deviations, f ± 2 deviations takes the place of
 * the value, also among the last values, and the square of e in the deviation is bounded (Tukey's biweight). A new
 * behaviour that lasts is then followed within some dozens of values, and told all the while.
 *
 * Input: rows of numbers in time order and at even steps, none missing. Of several columns the score is the largest
 * over the columns.
 * Output: one score a row, 0 for the first `warm_up` rows, at most 1e12; above `threshold` a row is an anomaly.
 * Residuals within a 1e-12th of the values are rounding and score 0.
 * Errors: `kp.invalid_params` for a `warm_up` of less than three times `order`, plus `differences`;
 * `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: O(order²) a value in time and memory; memory for `warm_up` values until they are complete.
 * Source: recursive least squares as in Haykin, Adaptive Filter Theory; autoregression on differences in the place of
 * ARIMA as in Anava, Hazan, Mannor and Shamir, Online learning for time series prediction, COLT 2013, and Liu et al.,
 * Online ARIMA algorithms for time series prediction, AAAI 2016. Without `robust`, residuals are those of padasip
 * 1.2.2 `FilterRLS` (mu = `forgetting`, eps = 0.01) over the scaled values. Bounded residuals as in Gelper, Fried and
 * Croux, Journal of Forecasting 29, 2010.
 */
export declare class OnlineAR extends StreamDetector<OnlineARParams> {
  constructor(params?: OnlineARParams);
}

/** The parameters of {@link PageHinkley}. */
export interface PageHinkleyParams {
  /**
   * What of the sum is kept at each value. Default 0.9999.
   *
   * Range: 0..=1.
   * @default 0.9999
   */
  alpha?: number;
  /**
   * What a value may be off without counting. Default 0.005.
   *
   * Range: 0..=10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000.
   * @default 0.005
   */
  delta?: number;
  /**
   * How many values must have come before a change is told. Default 30.
   *
   * Range: 1..=1000000.
   * @default 30
   */
  minInstances?: number;
  /**
   * Which changes count. Default both.
   * - `both`: Up and down.
   * - `up`: To more.
   * - `down`: To less.
   * @default "both"
   */
  mode?: "both" | "up" | "down";
  /**
   * The score above which there is a change. Default 50.
   *
   * Range: 0..=10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000.
   * @default 50.0
   */
  threshold?: number;
}

/**
 * Watches a stream for a change of its mean: how far the sum of what values are off the mean so far has come from its
 * lowest, or from its highest.
 *
 * With m(t) the mean of all values so far: up(t) = alpha up(t-1) + x(t) - m(t) - delta, down(t) = alpha down(t-1) +
 * x(t) - m(t) + delta. The score is the larger of up(t) less its minimum and the maximum of down less down(t), or one
 * of both as `mode` says; 0 for the first `min_instances` - 1 values. After a score above `threshold` everything
 * starts anew. Of several columns the score is the largest over the columns.
 *
 * Input: rows of numbers in time order, none missing.
 * Output: one score a row, in the unit of the columns; above `threshold` a row is an anomaly: the change is told
 * there.
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: O(1) a value, in time and memory.
 * Source: Page, Continuous inspection schemes, Biometrika 41, 1954; parameters and changes are those of river 0.26.1
 * `drift.PageHinkley`.
 */
export declare class PageHinkley extends StreamDetector<PageHinkleyParams> {
  constructor(params?: PageHinkleyParams);
}

/** The parameters of {@link PCA}. */
export interface PCAParams {
  /**
   * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
   * Default 0.1.
   *
   * Range: > 0, <= 0.5.
   * @default 0.1
   */
  contamination?: number;
  /**
   * How many components of the largest variance are kept. Default null: all.
   *
   * Range: 1..=100000.
   * @default null
   */
  nComponents?: number | null;
  /**
   * How many of those are scored, the last ones. Default null: all.
   *
   * Range: 1..=100000.
   * @default null
   */
  nSelectedComponents?: number | null;
  /**
   * Whether columns are brought to mean 0 and variance 1 before. Default true.
   * @default true
   */
  standardization?: boolean;
  /**
   * Whether a distance is divided by the component's share of the variance. Default true.
   * @default true
   */
  weighted?: boolean;
}

/**
 * Scores a row by its distances to the principal components, those of little variance weighing most.
 *
 * With z the row after standardising (or as it is), v(k) the unit vector of component k with its largest entry positive,
 * and w(k) its share of the variance (or 1), the score is the sum of |z - v(k)| / w(k) over the selected components. This is
 * PyOD's score: it grows with the distance from the centre, and a component that hardly varies decides most of it.
 *
 * Input: numbers, at least two rows, one column not constant, none missing.
 * Output: one score a row, at least 0, the scores of PyOD; `explain` splits it exactly: of a distance d, the column with
 * the difference e has e² / d. Components with less than 1e-12 of the variance are left out (in PyOD their scores are noise
 * of rounding); a constant column counts as 0 when standardising, and so does what is farther than 1e100 from it as that.
 *
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories and where all columns are
 * constant, or vary by less than 1e-150 and are not standardised.
 * Cost: fit O(d²) a row and O(d³) once, score O(d²) a row; hundreds of columns take seconds, thousands minutes.
 * Source: Shyu, Chen, Sarinnapakorn and Chang, A Novel Anomaly Detection Scheme Based on Principal Component Classifier,
 * 2003, for the idea; Aggarwal, Outlier Analysis, 2015, chapter 3; PyOD 3.6.7 for the formula.
 */
export declare class PCA extends Detector<PCAParams> {
  constructor(params?: PCAParams);
}

/** The parameters of {@link PolyResidual}. */
export interface PolyResidualParams {
  /**
   * The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's
   * that is more than 12 times as far above the median of its series as the upper quartile is.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * The degree of the polynomial. Default 1: a straight line.
   *
   * Range: 0..=10.
   * @default 1
   */
  degree?: number;
  /**
   * Within how many observations about a window the polynomial is fitted; 10 windows, and at least 100 observations,
   * when absent. At least two windows, and as many as the degree needs, are taken.
   *
   * Range: 8..=10000000.
   * @default null
   */
  neighborhood?: number | null;
  /**
   * How many observations a window has; from the autocorrelation of the series when absent.
   *
   * Range: 4..=1000000.
   * @default null
   */
  windowSize?: number | null;
}

/**
 * Scores an observation by how far the windows that hold it are from a polynomial through the values around them.
 *
 * A polynomial of degree `degree` is fitted by least squares to the `neighborhood` values about a window, without
 * those of the window; the error of the window is the root of the mean square of what its values are off the
 * polynomial. Windows begin every quarter of a window; the score of an observation is the mean error of those that
 * hold it. Near the ends of a series the neighborhood is moved inside.
 *
 * The detector learns nothing but the length of the window: each series is scored by itself.
 *
 * Input: a panel without missing values; a series needs at least twice the window, and `degree` + 1 more than one.
 * Output: one score an observation, in the unit of the series.
 * `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
 * Cost: O(n × degree × neighborhood / window_size) time.
 * Source: POLY as in TSB-UAD (Paparrizos et al., VLDB 2022), after Li, Ma and Mei, PAKDD 2007, with overlapping
 * windows and without a volatility; polynomials are those of numpy's `polyfit`.
 */
export declare class PolyResidual extends SeriesDetector<PolyResidualParams> {
  constructor(params?: PolyResidualParams);
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

/** The parameters of {@link SeasonalESD}. */
export interface SeasonalESDParams {
  /**
   * The level of the test. Default 0.05.
   *
   * Range: 0.000000001..=0.5.
   * @default 0.05
   */
  alpha?: number;
  /**
   * The share of anomalies in the data of the fit, above 0 and at most 0.5; those that the test finds when absent.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * The share of outliers that is looked for at most. Default 0.1.
   *
   * Range: 0..=0.49.
   * @default 0.1
   */
  maxAnoms?: number;
  /**
   * Observations in a season; 1, the default, for no season.
   *
   * Range: 1..=100000.
   * @default 1
   */
  seasonLength?: number;
}

/**
 * Tests which observations are outliers once the season is taken away: seasonal hybrid ESD.
 *
 * The season of STL and the median of the series are subtracted. Then the value farthest from the median of those that
 * are left, in units of 1.4826 MAD of those, is taken out again and again, up to `max_anoms` of all; the i-th is R(i).
 * With its critical value of Rosner's generalised test at `alpha`, lambda(i), the first r values are outliers, where r
 * is the last i with R(i) > lambda(i). The score of the i-th is the largest R(j) / lambda(j) with j >= i, and so above
 * 1 for outliers; that of the others is their distance from the median over the last lambda, at most 1. Each series is
 * tested by itself; nothing is learned.
 *
 * Input: a panel without missing values; a series needs at least 8 observations.
 * Output: one score an observation, without unit; above 1 an observation is an anomaly unless `contamination` is
 * given.
 * `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
 * Cost: O(n) for the season, O(n log n + n × max_anoms × log n) for the test.
 * Source: Hochenbaum, Vallis and Kejariwal, Automatic anomaly detection in the cloud via statistical learning, 2017
 * (S-H-ESD); Rosner, Percentage points for a generalized ESD many-outlier procedure, Technometrics 25, 1983.
 */
export declare class SeasonalESD extends SeriesDetector<SeasonalESDParams> {
  constructor(params?: SeasonalESDParams);
}

/** The parameters of {@link Shewhart}. */
export interface ShewhartParams {
  /**
   * The score above which a row is an anomaly. Default 3.
   *
   * Range: 0..=1000000000000.
   * @default 3.0
   */
  threshold?: number;
  /**
   * How many rows make the baseline. Default 100.
   *
   * Range: 2..=1000000.
   * @default 100
   */
  warmUp?: number;
}

/**
 * Scores a value by how many standard deviations it is from the mean of the first rows: Shewhart's chart of single
 * values.
 *
 * Mean and standard deviation (with n - 1) are those of the first `warm_up` rows, and stay. Of several columns the
 * score is the largest over the columns. Where the first rows were all equal, any other value scores 1e12.
 *
 * Input: rows of numbers in time order, none missing.
 * Output: one score a row, 0 during the warm-up; above `threshold` a row is an anomaly.
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: O(1) a value, in time and memory.
 * Source: Shewhart, Economic Control of Quality of Manufactured Product, 1931.
 */
export declare class Shewhart extends StreamDetector<ShewhartParams> {
  constructor(params?: ShewhartParams);
}

/** The parameters of {@link SpectralResidual}. */
export interface SpectralResidualParams {
  /**
   * The share of anomalies in the data of the fit, above 0 and at most 0.5; a score above 3 when absent.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * How many coefficients the usual run of the spectrum is a mean of. Default 3.
   *
   * Range: 1..=10000.
   * @default 3
   */
  magWindow?: number;
  /**
   * How many saliencies one is compared with. Default 40.
   *
   * Range: 2..=100000.
   * @default 40
   */
  scoreWindow?: number;
}

/**
 * Scores an observation by how salient it is: what stays of the series when the usual run of its spectrum is divided
 * out.
 *
 * The logarithm of the sizes of the Fourier coefficients less its mean over `mag_window` coefficients gives the size
 * of each coefficient anew, with the phase that it had; going back to time gives the saliency m(t). The score is
 * |m(t) - a(t)| / a(t), where a(t) is the mean of the last `score_window` saliencies up to t. Five values that go on as the
 * last ones did are put at the end first, so that the last observation is judged like the others.
 *
 * The detector learns nothing: each series is scored by itself.
 *
 * Input: a panel without missing values; a series needs at least 12 observations.
 * Output: one score an observation, without unit; above 3 an observation is an anomaly unless `contamination` is
 * given.
 * `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
 * Cost: O(n log n) time.
 * Source: Ren et al., Time-series anomaly detection service at Microsoft, KDD 2019; scores are ten times those of its
 * published code (microsoft/anomalydetector, `spectral_residual.py`) before they are cut at 1.
 */
export declare class SpectralResidual extends SeriesDetector<SpectralResidualParams> {
  constructor(params?: SpectralResidualParams);
}

/** The parameters of {@link SPOT}. */
export interface SPOTParams {
  /**
   * Look for values that are too low, too. Default true.
   * @default true
   */
  both?: boolean;
  /**
   * How many values the moving mean has; none is taken off when 0, the default.
   *
   * Range: 0..=1000000.
   * @default 0
   */
  depth?: number;
  /**
   * From which quantile on values are the tail. Default 0.98.
   *
   * Range: 0.5..=0.999.
   * @default 0.98
   */
  level?: number;
  /**
   * How many excesses are kept. Default 200.
   *
   * Range: 10..=100000.
   * @default 200
   */
  maxExcess?: number;
  /**
   * How many values are looked at first. Default 1000.
   *
   * Range: 10..=1000000.
   * @default 1000
   */
  nInit?: number;
  /**
   * The chance below which a value is an anomaly. Default 0.0001.
   *
   * Range: 0.000000000001..=0.1.
   * @default 0.0001
   */
  q?: number;
}

/**
 * Scores a value by how unlikely so high or so low a one is, from the tail of the stream so far: a threshold that sets
 * itself.
 *
 * The first `n_init` values give the quantile `level` and what lies above it; a generalised Pareto distribution is
 * fitted to those excesses (Grimshaw). From then on a value above the quantile has the chance P = (share above) × (1 +
 * shape × excess / scale)^(-1 / shape), and the score is -log10 P; 0 for other values. A value with a score of at most
 * -log10 `q` above the quantile is a new excess, and the fit is brought up to date: from the last one, and from
 * nothing at every 50th excess; others are anomalies and are not learned. With `both` the same is done with the values
 * below, and the score is the larger. With `depth` d values count as what they are above the mean of the last d that
 * were no anomalies, for streams that drift.
 *
 * Input: rows of numbers in time order, none missing. Of several columns the score is the largest over the columns.
 * Output: one score a row, 0 for the first `depth` + `n_init` values, at most 300; above -log10 `q` a row is an
 * anomaly.
 * Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
 * Cost: O(1) a value and O(max_excess) a new excess; memory for `n_init` + `max_excess` + `depth` values.
 * Source: Siffer, Fouque, Termier and Largouët, Anomaly detection in streams with extreme value theory, KDD 2017
 * (SPOT, DSPOT, biSPOT). The Pareto distribution is the most likely one here, that of the highest top of the likelihood with
 * a shape above -1, or the exponential; of excesses the last `max_excess` are kept, as in the authors' libspot.
 */
export declare class SPOT extends StreamDetector<SPOTParams> {
  constructor(params?: SPOTParams);
}

/** The parameters of {@link STLResidual}. */
export interface STLResidualParams {
  /**
   * The share of anomalies in the data of the fit, above 0 and at most 0.5; scores above 5 when absent.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * Observations in each season: [24, 168] for hours in days and weeks; 1, the default, for no season.
   * @default [1]
   */
  seasonLengths?: number | readonly number[];
}

/**
 * Scores an observation by what is left of it when trend and seasons are taken away, in robust standard deviations.
 *
 * The series is taken apart by robust STL, season by season, the shortest first (`MSTL`); the score is |remainder - median| /
 * (1.4826 MAD), with median and MAD (the median absolute deviation) of the remainders of the fit. A season that is not
 * in a series twice is left out; without any the trend is the series' median. Each series is taken apart anew when it
 * is scored.
 *
 * Input: a panel without missing values; a series needs at least 8 observations.
 * Output: one score an observation, in deviations; 1e12 at most, where the remainders of the fit do not differ.
 * `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
 * Cost: O(n) for each season.
 * Source: Cleveland et al., STL, Journal of Official Statistics 6, 1990; Bandara, Hyndman and Bergmeir, MSTL, 2021.
 */
export declare class STLResidual extends SeriesDetector<STLResidualParams> {
  constructor(params?: STLResidualParams);
}

/** The parameters of {@link StreamingMatrixProfile}. */
export interface StreamingMatrixProfileParams {
  /**
   * How many of the last values new windows are compared with, the new window included; at least two windows.
   * Default 10,000.
   *
   * Range: 8..=1000000.
   * @default 10000
   */
  history?: number;
  /**
   * The score above which a row is an anomaly; sqrt(window_size) when absent, where no earlier window has a
   * correlation above 1/2.
   *
   * Range: 0..=1000000.
   * @default null
   */
  threshold?: number | null;
  /**
   * How many rows come before the first score, for there is little to be like at first; four windows when absent.
   *
   * Range: 0..=10000000.
   * @default null
   */
  warmUp?: number | null;
  /**
   * How many values a window has: about a period of what repeats. Default 50.
   *
   * Range: 4..=100000.
   * @default 50
   */
  windowSize?: number;
}

/**
 * Scores a value by how unlike all earlier shapes of the stream the shape is that ends with it: the left matrix
 * profile, kept up to date value by value.
 *
 * The last `window_size` values and every earlier window among the last `history` values are brought to mean 0 and
 * variance 1; the score is the Euclidean distance to the most alike one: sqrt(2 m (1 - r)), with m = `window_size` and
 * r the largest correlation. Windows that overlap the new one by more than three quarters do not count. A constant
 * window is at distance 0 from another and at sqrt(m) from any other. So the first of several like anomalies scores
 * high, and what comes back within the history does not.
 *
 * Every value is learned, whatever its score. Of several columns the score is the largest over the columns.
 *
 * Input: rows of numbers in time order, none missing.
 * Output: one score a row, 0 to sqrt(4 window_size), 0 for the first `warm_up` rows; above `threshold` a row is an
 * anomaly.
 * Errors: `kp.invalid_params` for a history of less than two windows; `kp.missing_values` for a missing value,
 * `kp.invalid_data` for a column of categories.
 * Cost: O(history) time a value, and memory for five numbers for each value of the history. Products are brought up to
 * date by two terms a value and computed anew every four windows, or where rounding would show.
 * Source: Yeh et al., Matrix Profile I, ICDM 2016 (STAMPI); Lu et al., DAMP, KDD 2022, for left discords and the
 * warm-up of four windows. Scores are the last `left_P_` of stumpy 1.14.1 `stumpi(T, m, egress=True)` for T of
 * `history` values.
 */
export declare class StreamingMatrixProfile extends StreamDetector<StreamingMatrixProfileParams> {
  constructor(params?: StreamingMatrixProfileParams);
}

/** The parameters of {@link SubPCA}. */
export interface SubPCAParams {
  /**
   * Take the mean off each window first, so that only its shape and spread count, not its level.
   * @default false
   */
  centered?: boolean;
  /**
   * The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's that is
   * more than 12 times as far above the median of its series as the upper quartile is.
   *
   * Range: > 0, <= 0.5.
   * @default null
   */
  contamination?: number | null;
  /**
   * The share of the variance that the directions hold.
   *
   * Range: 0.01..=0.9999.
   * @default 0.9
   */
  variance?: number;
  /**
   * How many observations a window has; from the autocorrelation of the series when absent.
   *
   * Range: 4..=1000000.
   * @default null
   */
  windowSize?: number | null;
}

/**
 * Scores an observation by how badly the windows that hold it are made of the shapes that most windows are made of.
 *
 * Each window of `window_size` values is a point; the directions in which the points of the fit differ most, as many
 * as hold `variance` of all they differ by, span a space. A window's error is the root of the mean square of what is
 * left of it when its part in that space is taken away. The score of an observation is the mean error of the windows
 * that hold it.
 *
 * Windows of more than 48 values are read as the means of 48 blocks of equal length, so that cost and noise stay low;
 * a rest shorter than a block, at the end of a window, is left to the next windows.
 *
 * Input: a panel without missing values; a series needs at least twice the window.
 * Output: one score an observation, in the unit of the series: the error of a value.
 * `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
 * Cost: O(n × 48 × directions) time; the fit reads at most 4,000 windows, evenly spread.
 * Source: reconstruction by principal components as in Paparrizos et al., TSB-UAD, VLDB 2022 (PCA over windows).
 */
export declare class SubPCA extends SeriesDetector<SubPCAParams> {
  constructor(params?: SubPCAParams);
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
 * Output: forecasts; `parts` has the scale and the deviation of the errors, and the table `components`: the trend, each
 * season (`yearly`, `weekly`, `daily`, `season_30.5`), what `regressors` add, and the remainder, which sum to the
 * observations; `components` of `forecast` go on so. Fitted values are those of the model, which knows later observations.
 * An update only moves the end on: trend and seasons stay as they were fitted, and futures bend from the end of the fit on.
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
   * Coefficients that are given and not estimated, by name: ar1 is the first autoregressive one, ma1 the first of the moving
   * average, sar1 and sma1 those of seasons; none by default.
   * @default null
   */
  fixed?: unknown | null;
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
 * Coefficients that are `fixed` are not estimated: an autoregression on the lags 1 and 12 alone has `order` [12, 0, 0] and fixes ar2
 * to ar11 at 0. The others are sought where the model is stationary and invertible with them.
 *
 * Point forecasts set the errors to come to zero. Intervals are normal, of the variance sigma² × the sum of the squared
 * weights of the errors to come; that of the coefficients is not in it. Sigma² is the mean square of the one-step errors,
 * less the parameters.
 *
 * Input: a panel without missing values, at least as many observations a series as the differences cost and 2 more than
 * there are parameters. Every column of numbers beside id, time and target is a regressor, whose future values `forecast`
 * then needs.
 * Output: forecasts; `parts` has the model and criteria, and the table `parameters` its coefficients: ar1, ma1, sar1 and sma1
 * and so on, the mean or drift, and the weight of each regressor under its name. The first d + D m fitted values are missing.
 * Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_data` for regressors that depend on each other;
 * `kp.invalid_params` for a season in `seasonal_order` without a season's length, a drift without exactly one difference, and fixed
 * coefficients that the order does not have; `kp.invalid_data` where the given ones leave no stationary model.
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
 * Output: forecasts; `parts` has the model and criteria of each series, and the table `parameters` its coefficients as that of
 * ARIMA. The first d + D m fitted values are missing.
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
 * Input: a panel without missing values. Models are chosen for 7 observations and more. Where `model` names trend or season
 * a series needs 2 more for each and 1 for a damping that is asked for; in any case 3 more than the parameters of the
 * smallest model. A season that is not seen once and a bit (n ≤ season_length) is left out. Values at or below zero rule
 * multiplicative models out. A series of 2 to 6 observations is smoothed without a choice, by ETS(A,N,N) from its first
 * observation with the alpha of the least squares: its `parameters` are 1. A constant series, of whatever length, is
 * continued without a search. Seasonal states of a season longer
 * than 366 are not optimised but taken from the decomposition.
 * Output: forecasts; `parts` has the model, its parameters, criteria, level and trend of each series, NaN where the model has
 * none, and in the table `parameters` the states of the season, that of the next observation first. Its table `components` has
 * the level, trend and season (`season_12`) from before each observation, which sum to its fitted value, and the error
 * (`remainder`). Of a multiplicative season it is what the season adds to level and trend. `components` of `forecast` go on so.
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
   * Observations in each season: [24, 168] for hours in days and weeks, 12 for months in years; 1 for no season. When
   * empty, the default, those that SeasonLengths finds in each series, at most three.
   * @default []
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
 * Output: forecasts; `parts` has model, alpha, theta, level, the line's mean and slope of each series, and in the
 * table `parameters` the season's indices, that of the next observation first. Fitted values of a static model use the line through the whole
 * series. An update keeps alpha, theta and the season, and moves level and line on; what it expects of an
 * observation is by the line through those before.
 * Errors: `kp.not_enough_data` for a series of fewer than 5 observations, `kp.missing_values` where one is
 * missing.
 * Cost: about 100 passes over the series per model, and season_length passes for the test; four numbers of
 * memory an observation during the fit; a forecast O(h); an update takes constant time a point.
 * Source: Fiorucci et al., Models for optimising the theta method and their relationship to state space
 * models, International Journal of Forecasting 32(4), 2016. Forecasts agree with statsforecast 2.1.1. It
 * simulates intervals with 200 paths that move the line of static models too and count a season twice; these
 * are not followed, nor is its stopping rule, which depends on the unit, where values vary little against their
 * level: there the search goes on to a share of 1e-5 of the first loss.
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

/** The parameters of {@link ConformalSeasonalPool}. */
export interface ConformalSeasonalPoolParams {
  /**
   * The newest part of the history whose errors are taken.
   *
   * Range: 0..=1.
   * @default 0.5
   */
  calibFrac?: number;
  /**
   * How fast old values lose weight, an observation.
   *
   * Range: 0..=1000.
   * @default 0.01
   */
  decay?: number;
  /**
   * Observations in a season: 12 for months in a year.
   *
   * Range: 1..=8784.
   * @default 1
   */
  seasonLength?: number;
  /**
   * How the share of the season's own values is found.
   * - `adaptive`: Less where few are known, none without a season.
   * - `fixed`: One half.
   * @default "adaptive"
   */
  variant?: "adaptive" | "fixed";
}

/**
 * Forecasts the last value of the same season, with intervals from two pools: the values of that season, of which newer ones
 * weigh more, and the last errors of the forecast, added to it.
 *
 * The bounds of a step are quantiles of the mixture w × pool + (1 - w) × errors. In the pool of its season a value that is `a`
 * observations old has the weight exp(-decay × a); the errors are y(t) - y(t-m) over the newest part of the history. The share w
 * is 0.5; with the variant `adaptive` it is 0.3 where fewer than 3 values of the season are known and 0 without a season. The
 * quantiles are those of the whole mixture, which samples, as the source draws them, come to as they become more. Nothing is
 * assumed of how errors are distributed, and the intervals do not widen with the season's number: for several seasons ahead
 * the option `conformal` calibrates them step by step.
 *
 * Input: a panel without missing values, at least one season a series. Output: the last season, repeated.
 * Errors: `kp.not_enough_data` for a series shorter than a season, `kp.missing_values` where one is missing.
 * Cost: O(n) a series, whose observations the model keeps; a forecast O(n) a step of the season; an update takes constant
 * time a point.
 * Source: Manokhin (2026), Training-Free Probabilistic Time-Series Forecasting with Conformal Seasonal Pools,
 * arXiv:2605.03789; statsforecast 2.1.1 `ConformalSeasonalPool`, whose quantiles of 200,000 samples agree.
 */
export declare class ConformalSeasonalPool extends Forecaster<ConformalSeasonalPoolParams> {
  constructor(params?: ConformalSeasonalPoolParams);
}

/** The parameters of {@link Constant}. */
export interface ConstantParams {
  /**
   * The forecast, in the unit of the series; 0 by default.
   * @default 0.0
   */
  value?: number;
}

/**
 * Forecasts a value that is given.
 *
 * y(n+h) = value, whatever the series: zero for what has ended, a plan or a target to compare others with. It learns nothing, so
 * that its intervals are points.
 *
 * Input: a panel; missing values are allowed. Output: a constant; `parts` has it.
 * Errors: `kp.invalid_params` for a value that is not finite.
 * Cost: none.
 * Source: `ConstantModel` and `ZeroModel` of statsforecast 2.1.1.
 */
export declare class Constant extends Forecaster<ConstantParams> {
  constructor(params?: ConstantParams);
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
 * Output: forecasts; `parts` has model, alpha, theta, level, the line's mean and slope of each series, and in the
 * table `parameters` the season's indices, that of the next observation first. Fitted values of a static model use the line through the whole
 * series. An update keeps alpha, theta and the season, and moves level and line on; what it expects of an
 * observation is by the line through those before.
 * Errors: `kp.not_enough_data` for a series of fewer than 5 observations, `kp.missing_values` where one is
 * missing.
 * Cost: about 100 passes over the series per model, and season_length passes for the test; four numbers of
 * memory an observation during the fit; a forecast O(h); an update takes constant time a point.
 * Source: Fiorucci et al., Models for optimising the theta method and their relationship to state space
 * models, International Journal of Forecasting 32(4), 2016. Forecasts agree with statsforecast 2.1.1. It
 * simulates intervals with 200 paths that move the line of static models too and count a season twice; these
 * are not followed, nor is its stopping rule, which depends on the unit, where values vary little against their
 * level: there the search goes on to a share of 1e-5 of the first loss.
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
 * Output: forecasts; `parts` has model, alpha, theta, level, the line's mean and slope of each series, and in the
 * table `parameters` the season's indices, that of the next observation first. Fitted values of a static model use the line through the whole
 * series. An update keeps alpha, theta and the season, and moves level and line on; what it expects of an
 * observation is by the line through those before.
 * Errors: `kp.not_enough_data` for a series of fewer than 5 observations, `kp.missing_values` where one is
 * missing.
 * Cost: about 100 passes over the series per model, and season_length passes for the test; four numbers of
 * memory an observation during the fit; a forecast O(h); an update takes constant time a point.
 * Source: Fiorucci et al., Models for optimising the theta method and their relationship to state space
 * models, International Journal of Forecasting 32(4), 2016. Forecasts agree with statsforecast 2.1.1. It
 * simulates intervals with 200 paths that move the line of static models too and count a season twice; these
 * are not followed, nor is its stopping rule, which depends on the unit, where values vary little against their
 * level: there the search goes on to a share of 1e-5 of the first loss.
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
 * Output: a straight line, or one that levels out; `parts` is that of AutoETS.
 * An update keeps the parameters and moves the states on.
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
 * Output: forecasts; `parts` is that of AutoETS. An update keeps the parameters and moves the states on.
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
   * Whether one regression is fitted to all series of the panel instead of one to each.
   * @default false
   */
  pooled?: boolean;
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
 * With `pooled` there is one regression for all series of the panel, of w over the root of its mean square in each
 * series: short series of one kind learn from each other. Constants, trends and effects are then those of the panel in this
 * unit, and sigma² is the mean square of a series' own errors. Of more than 2 × 10^7 numbers every so many-th row counts.
 *
 * Point forecasts go on step by step, forecasts in place of what is not known yet. Intervals are normal, of the variance
 * sigma² × the sum of the squared weights of the errors to come, sigma² that mean square.
 *
 * Input: a panel without missing values, at least 3 observations more a series than the differences cost and the longest
 * lag. Every column of numbers beside id, time and target is a regressor, whose future values `forecast` then needs.
 * Output: forecasts; `parts` has the penalty, sigma² and the constant. Fitted values are missing until there is a past.
 * Errors: `kp.not_enough_data`; `kp.missing_values`; `kp.invalid_params` for more than 1,000 lags, for a seasonal difference without a season's length
 * and for a month or a day of the week of whole-number time; `kp.invalid_data` where the regression grows beyond all
 * numbers within the steps that are asked for; `kp.invalid_params` for `pooled` inside another forecaster.
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
   * Observations in each season: [24, 168] for hours in days and weeks, 12 for months in years; 1 for no season. When
   * empty, the default, those that SeasonLengths finds in each series, at most three.
   * @default []
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
 * the trend (the smoother in it), each season (`season_24`) and the remainder, which sum to the observations; of logarithms
 * each is what it adds to those before it. `components` of `forecast` go on so. The table `parameters` has the seasons'
 * lengths. Fitted values are those of the fit, which know the observation itself, so they are closer than forecasts can be. An update holds seasons and slope and moves the smoother on. With `keep_fitted` off there are no
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
   * Observations in each season: [24, 168] for hours in days and weeks, 12 for months in years; 1 for no season. When
   * empty, the default, those that SeasonLengths finds in each series, at most three.
   * @default []
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
 * not seen twice (n < 2 × its length) is left out, as is a length of 1; one that is to be found has to be seen three
 * times. A series without a season is forecast by the trend's forecaster alone.
 * Output: forecasts; `parts` has what the trend's forecaster has (`trend`), the table `parameters` with the seasons' lengths
 * (`season_length_1`, ..), and the table `components`: the trend, each season (`season_24`), and the remainder of the
 * observations, which sum to them; `components` of `forecast` are the trend's forecast and the seasons. Fitted values are
 * the trend's forecaster's one-step forecasts and the seasons; those seasons know later observations, so they are closer than
 * forecasts can be. An update holds the seasons and moves the trend's forecaster on; its remainder is the error. With
 * `keep_fitted` off there are no components.
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
 * Output: forecasts; `parts` has model, alpha, theta, level, the line's mean and slope of each series, and in the
 * table `parameters` the season's indices, that of the next observation first. Fitted values of a static model use the line through the whole
 * series. An update keeps alpha, theta and the season, and moves level and line on; what it expects of an
 * observation is by the line through those before.
 * Errors: `kp.not_enough_data` for a series of fewer than 5 observations, `kp.missing_values` where one is
 * missing.
 * Cost: about 100 passes over the series per model, and season_length passes for the test; four numbers of
 * memory an observation during the fit; a forecast O(h); an update takes constant time a point.
 * Source: Fiorucci et al., Models for optimising the theta method and their relationship to state space
 * models, International Journal of Forecasting 32(4), 2016. Forecasts agree with statsforecast 2.1.1. It
 * simulates intervals with 200 paths that move the line of static models too and count a season twice; these
 * are not followed, nor is its stopping rule, which depends on the unit, where values vary little against their
 * level: there the search goes on to a share of 1e-5 of the first loss.
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
 * of each series, and the table `components`: level, season (`season_12`) and error (`remainder`), which sum to the
 * observations, and beside them the `slope` by which the level moves on. They are smoothed, what all observations say of
 * each time, earlier and later ones; a missing value has all but the error. `components` of `forecast` are the level, with
 * the slope in it, and the season. Fitted values are the filter's forecasts of one step, NaN until all states are known; a
 * missing value has one too. An update moves the filter on with the same shares: it is the filter over the whole series,
 * bit by bit.
 * Errors: `kp.not_enough_data`; `kp.invalid_params` for more harmonics than half the season's length.
 * Cost: with d states, about 100 to 500 filters of O(n d²); an update O(d²) a point, a forecast O(h d²).
 * Source: Durbin and Koopman, chapters 3 to 5 and 7; Harvey, Forecasting, Structural Time Series Models and the Kalman
 * Filter (Cambridge, 1989). Likelihood, forecasts, intervals and smoothed components agree with statsmodels 0.14
 * `UnobservedComponents` with `use_exact_diffuse=True` at the same variances; its own search ends at the same likelihood or
 * a lower one.
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
   * Observations in each season, whole or not: [24, 168] for hours in days and weeks, 365.25 for days in years; 1 for no
   * season. When empty, the default, those that SeasonLengths finds in each series, at most three.
   * @default []
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
 * observations: level, trend, each season (`season_24`) and the remainder d, which sum to them; of a transformed series each
 * is what it adds to those before it. `components` of `forecast` go on so, with a remainder where it is ARMA. An update
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

/** The parameters of {@link TemporalHierarchy}. */
export interface TemporalHierarchyParams {
  /**
   * What forecasts each level: any forecaster, by name or with parameters; AutoETS by default. Its season's length is set
   * for each level, and so are several, which then count observations; regressors are not shown to it.
   * @default "AutoETS"
   */
  forecaster?: unknown;
  /**
   * How the differences between the forecasts are spread.
   * - `wls_var`: Mean square of the one-step errors of each level.
   * - `wls_struct`: The variance of a sum's error is as the number of its observations.
   * - `ols`: Every forecast counts the same.
   * - `mint_shrink`: Covariance of the one-step errors of all sums of a block, shrunk towards its diagonal as far as the data say.
   * @default "wls_var"
   */
  method?: "wls_var" | "wls_struct" | "ols" | "mint_shrink";
  /**
   * Observations in a season: 12 for months in a year, 24 for hours in a day; 1, the default, for no sums.
   *
   * Range: 1..=672.
   * @default 1
   */
  seasonLength?: number;
}

/**
 * Forecasts a series and its sums over longer and longer times, and makes the forecasts add up.
 *
 * The sums of k observations, for every k that divides the season's length m, are series of their own: of months, the two-months,
 * quarters, thirds of a year, half-years and years. The last sum of each ends with the series; what does not fill one is left
 * out at the beginning. Each is forecast by `forecaster` with a season of m / k. For every block of m steps
 * those forecasts f of observations and sums are replaced by S (S' W⁻¹ S)⁻¹ S' W⁻¹ f, where S adds observations up and W is the
 * covariance of their errors as `method` takes it: the noise of the observations and the slow movement of the sums correct
 * each other. The forecast is that of the observations; those of all sums follow from it.
 *
 * Intervals are those of the forecaster of the observations, moved with the point forecasts: the reconciled forecast is
 * taken to err as much as the one that it corrects. On series of M3 and Tourism they cover .92 where .95 is asked for, as those
 * of AutoETS by itself do. There forecasts of months and quarters are about as good as AutoETS's: better on months of Tourism,
 * worse on quarters of M3, and worst with `ols`; what is gained is that they agree with those of the sums.
 *
 * Input: a panel without missing values, as many observations a series as the forecaster needs. A sum of which there are fewer
 * than two, or that the forecaster cannot be fitted to, is left out, so that a series shorter than two observations of a level
 * does without that level.
 * Output: forecasts; `parts` has the method that was used, the table `levels` (for each k the number of sums in the fit, the mean
 * square of their one-step errors, and why a level was left out), and a table of each level with what its forecaster's
 * `parts` have. Where errors that `wls_var` or `mint_shrink` need are not known, or all are zero, `wls_struct` is
 * used; `mint_shrink` needs those of two blocks. Fitted values are the one-step forecasts of all levels, made to add up block by
 * block; those of a sum are older and those of the observations newer than the block's beginning, so they are not
 * one-step forecasts of a block's later observations in the strict sense. An update moves the forecaster of a level on
 * whenever a sum is full. Until then forecasts hold what is known of the block: they add up with it. The values that
 * an update returns are such forecasts, one step ahead.
 * Errors: `kp.missing_values`, those of the forecaster of the observations, and `kp.invalid_params` for a forecaster that
 * there is not or parameters that it does not take.
 * Cost: the forecaster's for each level, which are together 2 to 3 times as long as the series; with a sums in a block O(a³)
 * and a block of forecasts O(a²), an update O(a³) a point.
 * Source: Athanasopoulos, Hyndman, Kourentzes and Petropoulos, Forecasting with temporal hierarchies, European Journal of
 * Operational Research 262, 2017, with fitted values and intervals as in their R package thief; Wickramasuriya, Athanasopoulos
 * and Hyndman (2019) for `mint_shrink`, as in Reconcile. Reconciled forecasts agree with hierarchicalforecast 1.5.3.
 */
export declare class TemporalHierarchy extends Forecaster<TemporalHierarchyParams> {
  constructor(params?: TemporalHierarchyParams);
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
 * Output: forecasts; `parts` has model, alpha, theta, level, the line's mean and slope of each series, and in the
 * table `parameters` the season's indices, that of the next observation first. Fitted values of a static model use the line through the whole
 * series. An update keeps alpha, theta and the season, and moves level and line on; what it expects of an
 * observation is by the line through those before.
 * Errors: `kp.not_enough_data` for a series of fewer than 5 observations, `kp.missing_values` where one is
 * missing.
 * Cost: about 100 passes over the series per model, and season_length passes for the test; four numbers of
 * memory an observation during the fit; a forecast O(h); an update takes constant time a point.
 * Source: Fiorucci et al., Models for optimising the theta method and their relationship to state space
 * models, International Journal of Forecasting 32(4), 2016. Forecasts agree with statsforecast 2.1.1. It
 * simulates intervals with 200 paths that move the line of static models too and count a season twice; these
 * are not followed, nor is its stopping rule, which depends on the unit, where values vary little against their
 * level: there the search goes on to a share of 1e-5 of the first loss.
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

/** The parameters of {@link BM25}. */
export interface BM25Params {
  /**
   * What the n-grams are made of: words, characters, or characters inside words.
   * - `word`: Words.
   * - `char`: Characters, across words; a run of white space counts as one space.
   * - `char_wb`: Characters inside words, each word with a space before and after it.
   * @default "word"
   */
  analyzer?: "word" | "char" | "char_wb";
  /**
   * How much long texts are held back, from 0 (not) to 1.
   *
   * Range: 0..=1.
   * @default 0.75
   */
  b?: number;
  /**
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
   * one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * What an occurrence counts at least; only of `bm25+` and `bm25l`.
   *
   * Range: 0..=10.
   * @default 0.5
   */
  delta?: number;
  /**
   * How soon more occurrences stop to count.
   *
   * Range: 0.001..=100.
   * @default 1.5
   */
  k1?: number;
  /**
   * Lower-case the text first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * The variant.
   * - `lucene`: Lucene's: a term in most texts still counts a little.
   * - `robertson`: The original: a term in half of the texts or more counts nothing.
   * - `atire`: That of the search engine ATIRE.
   * - `bm25+`: BM25+: a term that occurs counts at least `delta`, however long the text.
   * - `bm25l`: BM25L: long texts lose less.
   * @default "lucene"
   */
  method?: "lucene" | "robertson" | "atire" | "bm25+" | "bm25l";
  /**
   * The least and the greatest length of the n-grams, in words or characters; the least may not be above the
   * greatest.
   * @default [1,1]
   */
  ngramRange?: readonly number[];
  /**
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Reduce words to their stems, after stop words have gone; only where n-grams are of words.
   * - `porter`: The English stemmer of Porter's paper of 1980.
   * @default null
   */
  stemmer?: "arabic" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "turkish" | "porter" | null;
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
   * A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
   * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
   * @default null
   */
  tokenPattern?: string | null;
  /**
   * The text of a tokenizer.json, whose subwords are taken in place of words; null for `tokens`. Only where the
   * library was built with tokenizers.
   * @default null
   */
  tokenizer?: string | null;
  /**
   * Where words begin and end; only where n-grams are of words.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "sklearn"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
}

/**
 * Ranks texts by the words of a query: BM25.
 *
 * A text scores the sum over the query's terms of idf × tf part: with N texts, df of them with the term, tf occurrences in this one of
 * length l (mean L), and B = k1 (1 - b + b l / L): `lucene` ln(1 + (N - df + 0.5) / (df + 0.5)) × tf / (tf + B); `robertson`
 * max(0, ln((N - df + 0.5) / (df + 0.5))) × tf / (tf + B); `atire` ln(N / df) × tf (k1 + 1) / (tf + B); `bm25+` ln((N + 1) / df) ×
 * (delta + tf (k1 + 1) / (tf + B)); `bm25l` ln((N + 1) / (df + 0.5)) × (k1 + 1)(c + delta) / (k1 + c + delta) with c = tf k1 / B. A
 * term that a query has twice counts twice. Only texts with a term of the query are found.
 *
 * Input: texts, none missing; ids in the column `id`, or row numbers. `update` adds texts: idf and mean length follow.
 * Output: `query`, `rank`, `id`, `score`, at least 0; equal scores in the order of rows.
 * Errors: `kp.invalid_params` when the first number of `ngram_range` is above the second; `kp.invalid_data` for an id that is there twice.
 * Cost: fit one pass, texts in parallel; a query the texts that have its rarer terms, as common terms are looked up only in texts that can
 * still win. Memory: twelve bytes a term and text.
 * Source: Robertson and Zaragoza, The probabilistic relevance framework: BM25 and beyond, 2009; Kamphuis et al., Which BM25 do you mean?,
 * 2020; Turtle and Flood, Query evaluation: strategies and optimizations, 1995; bm25s 0.2, whose scores agree to 1e-6.
 */
export declare class BM25 extends Index<BM25Params> {
  constructor(params?: BM25Params);
}

/** The parameters of {@link CalibratedClassifier}. */
export interface CalibratedClassifierParams {
  /**
   * How many parts the documents are dealt into.
   *
   * Range: 2..=1000.
   * @default 5
   */
  cv?: number;
  /**
   * The classifier: a name, or a name with parameters.
   * @default "LinearClassifier"
   */
  estimator?: unknown;
  /**
   * What turns scores into probabilities.
   * - `sigmoid`: A logistic curve (Platt): for few documents.
   * - `isotonic`: Any rising steps: for a thousand documents or more.
   * - `none`: Nothing: the probabilities stay.
   * @default "sigmoid"
   */
  method?: "sigmoid" | "isotonic" | "none";
  /**
   * The threshold of each class in the order of `classes`; null for `tune`, or for none.
   * @default null
   */
  thresholds?: readonly number[] | null;
  /**
   * Give each class the threshold that is best by this measure on the documents left out; null for none.
   * - `f1`: F1: the harmonic mean of precision and recall.
   * - `balanced_accuracy`: The mean of the recall of the class and of all others together.
   * @default null
   */
  tune?: "f1" | "balanced_accuracy" | null;
}

/**
 * Makes the probabilities of a classifier hold what they say, and gives each class a threshold.
 *
 * The classifier is fitted `cv` times without one part of the documents, each class dealt out evenly, and says how
 * probable each class is for the documents left out. For each class, the log-odds s of these answers and whether the
 * document is of the class give a curve: 1 / (1 + exp(a s + b)) by maximum likelihood with Platt's targets, or rising steps by
 * least squares with straight lines between them. New documents go through the classifier fitted to all documents and
 * these curves; of more than two classes the probabilities are divided by their sum. With thresholds t the answer is the class
 * with the largest p_k / t_k, so that of two classes with t and 1 - t the one with probability t or more wins.
 *
 * Input: as the classifier's. Labels: text, whole numbers or truth values, at least two different ones, each on at least
 * two documents; a class with fewer documents than `cv` lowers the number of parts. Output: the class chosen and its
 * probability, or the probability of each class. `explain` is the classifier's, for the class chosen.
 * Errors: those of the classifier; `kp.not_enough_data` for a class with one document; `kp.invalid_params` for a
 * classifier that there is not, and thresholds that do not fit the classes.
 * Cost: `cv` + 1 fits of the classifier.
 * Source: Platt, Probabilistic Outputs for Support Vector Machines, 1999, as corrected by Lin, Lin and Weng, Machine
 * Learning 68, 2007; Zadrozny and Elkan, Transforming Classifier Scores into Accurate Multiclass Probability Estimates, KDD
 * 2002; scikit-learn 1.9.1, `CalibratedClassifierCV` with `ensemble=False`, whose parts and curves these are.
 */
export declare class CalibratedClassifier extends Classifier<CalibratedClassifierParams> {
  constructor(params?: CalibratedClassifierParams);
}

/** The parameters of {@link ComplementNB}. */
export interface ComplementNBParams {
  /**
   * Added to the count of each feature in each class.
   *
   * Range: 0.0000000001..=1000000000000.
   * @default 1.0
   */
  alpha?: number;
  /**
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
   * one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * The least and the greatest number of characters in an n-gram inside a word, with a space on each side; null
   * for no characters.
   * @default null
   */
  charNgrams?: readonly number[] | null;
  /**
   * How the n-grams of texts become columns.
   * - `tfidf`: The n-grams of the fit, weighted by tf-idf.
   * - `hashing`: Hashed: a model without a vocabulary, of bounded size.
   * - `count`: The n-grams of the fit, counted.
   * @default "count"
   */
  features?: "tfidf" | "hashing" | "count";
  /**
   * Keep so many features alone, those on which the classes differ most by the chi-squared statistic, or,
   * where numbers are predicted, those that correlate most with them; null for all. Hashed n-grams are
   * counted without signs then.
   *
   * Range: 1..=2147483647.
   * @default null
   */
  kBest?: number | null;
  /**
   * Lower-case texts first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * Leave out n-grams that fewer texts have: at or above 1 a number of texts, below 1 a share; not with hashing.
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
   * Whether the weights of each class are divided by their sum.
   * @default false
   */
  norm?: boolean;
  /**
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Reduce words to their stems, after stop words have gone.
   * - `porter`: The English stemmer of Porter's paper of 1980.
   * @default null
   */
  stemmer?: "arabic" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "turkish" | "porter" | null;
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
   * Use 1 + ln(count) for the count of an n-gram; not with hashing.
   * @default false
   */
  sublinearTf?: boolean;
  /**
   * A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
   * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
   * @default null
   */
  tokenPattern?: string | null;
  /**
   * Where words begin and end.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "unicode"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
  /**
   * The least and the greatest number of words in an n-gram; null for no words.
   * @default [1,2]
   */
  wordNgrams?: readonly number[] | null;
}

/**
 * Puts texts, or rows of counts, into classes by complement naive Bayes: the class whose n-grams are the rarest in all
 * other classes; better than `MultinomialNB` where classes are of unequal size.
 *
 * The decision for class k is - sum over features i of x_i ln θ_ki, with θ_ki = (M_ki + alpha) / (M_k + alpha × features),
 * where M_ki is the sum of feature i over the documents of all classes but k and M_k the sum over all features; with
 * `norm` each ln θ_k is divided by the sum of its values, and the decision is sum of x_i of that.
 *
 * Input: texts, none missing, whose n-grams the model counts; or a sparse matrix of features that are finite and not
 * negative. Labels: text, whole numbers or truth values, at least two different ones. Output: the most probable class
 * and its probability, or the probability of each class, the softmax of the decisions. `explain` gives the n-grams with
 * the largest share in the decision, above their mean share over the classes.
 * `update` takes texts with labels that the fit knew, and gives what a fit to all of them gives.
 * Errors: `kp.unsupported` for an update with `k_best`, or with features other than counts or hashes; `kp.invalid_data` for features that are negative or not finite, or labels that are all equal;
 * `kp.not_enough_data` when the texts have no n-grams.
 * Cost: one pass over the texts; eight bytes a feature and class.
 * Source: Rennie, Shih, Teevan and Karger, Tackling the Poor Assumptions of Naive Bayes Text Classifiers, ICML 2003;
 * scikit-learn 1.9.1, `ComplementNB`, whose numbers these are on the same features. Hashed columns that no text of the
 * fit has count as no feature.
 */
export declare class ComplementNB extends Classifier<ComplementNBParams> {
  constructor(params?: ComplementNBParams);
}

/** The parameters of {@link CountVectorizer}. */
export interface CountVectorizerParams {
  /**
   * What the n-grams are made of: words, characters, or characters inside words.
   * - `word`: Words.
   * - `char`: Characters, across words; a run of white space counts as one space.
   * - `char_wb`: Characters inside words, each word with a space before and after it.
   * @default "word"
   */
  analyzer?: "word" | "char" | "char_wb";
  /**
   * Every count becomes 1.
   * @default false
   */
  binary?: boolean;
  /**
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
   * one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * Lower-case the text first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * Leave out terms that more texts have: above 1 a number of texts, at or below 1 a share of them. So 1 is all
   * texts, written as a whole number too, which scikit-learn takes for one text.
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
   * Leave out terms that fewer texts have: at or above 1 a number of texts, below 1 a share of them. So 1 is one
   * text, written as 1.0 too, which scikit-learn takes for all texts.
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
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Reduce words to their stems, after stop words have gone; only where n-grams are of words.
   * - `porter`: The English stemmer of Porter's paper of 1980.
   * @default null
   */
  stemmer?: "arabic" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "turkish" | "porter" | null;
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
   * A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
   * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
   * @default null
   */
  tokenPattern?: string | null;
  /**
   * The text of a tokenizer.json, whose subwords are taken in place of words; null for `tokens`. Only where the
   * library was built with tokenizers.
   * @default null
   */
  tokenizer?: string | null;
  /**
   * Where words begin and end; only where n-grams are of words.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "sklearn"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
  /**
   * The terms, each once, in the order of their columns; null to find them. The three limits above do not apply then.
   * @default null
   */
  vocabulary?: readonly string[] | null;
}

/**
 * Counts the n-grams of a text that were seen in the texts of the fit, or those of a vocabulary that is given.
 *
 * The value of a term in a text is how often it occurs there, or 1 with `binary`.
 *
 * Input: texts, none missing. Output: one sparse row of counts a text, one column a term: in the order of their code
 * points, or as given; other terms are left out. Equal to scikit-learn's CountVectorizer; where `max_features` must
 * choose between equally frequent terms, the first by code point stay.
 * Errors: `kp.not_enough_data` when no term is found or none remains after `min_df` and `max_df`; `kp.invalid_params`
 * when these exclude each other, the first number of `ngram_range` is above the second, or a term is given twice.
 * Cost: O(bytes × lengths of n-grams) time and O(bytes of the terms) memory.
 * Source: scikit-learn 1.9.1, `CountVectorizer`. Characters are those of Unicode 14.0.0.
 */
export declare class CountVectorizer extends Vectorizer<CountVectorizerParams> {
  constructor(params?: CountVectorizerParams);
}

/** The parameters of {@link ExactNeighbors}. */
export interface ExactNeighborsParams {
  /**
   * How near two vectors are.
   * - `cosine`: The cosine of the angle between them; a vector of zeros has 0 with all.
   * - `l2`: Minus the squared Euclidean distance.
   * - `ip`: The inner product.
   * @default "cosine"
   */
  metric?: "cosine" | "l2" | "ip";
}

/**
 * Finds the nearest vectors by comparing a query with each: exact, with nothing to tune.
 *
 * Vectors are kept in 32 bits. `search` gives each query its `k` nearest items: `score` is the cosine, the inner product or minus
 * the squared distance, so that higher is nearer; equally near ones come in the order of rows. `allow` names the ids that may
 * be found. `update` adds items.
 *
 * Input: columns of numbers, one a dimension, none missing, within ±1e15; ids in the column `id`, or row numbers.
 * Output: `query`, `rank`, `id`, `score`.
 * Errors: `kp.missing_values` for a missing number; `kp.invalid_data` for an id that is there twice.
 * Cost: queries × rows × dimensions; four bytes a number, of a multiple of 16 numbers a row. Up to some 100,000 rows this is fast
 * enough; `HNSW` is for more.
 * Source: the definition; scores equal to those of `faiss.IndexFlat` up to rounding.
 */
export declare class ExactNeighbors extends Index<ExactNeighborsParams> {
  constructor(params?: ExactNeighborsParams);
}

/** The parameters of {@link FastTextClassifier}. */
export interface FastTextClassifierParams {
  /**
   * How many rows n-grams and pieces share by their hash.
   *
   * Range: 1..=1000000000.
   * @default 2000000
   */
  bucket?: number;
  /**
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * Keep so many rows alone, those with the longest vectors; null for all; only with `quantize`.
   *
   * Range: 1..=2147483647.
   * @default null
   */
  cutoff?: number | null;
  /**
   * How many dimensions the vectors have.
   *
   * Range: 1..=4096.
   * @default 100
   */
  dim?: number;
  /**
   * How many dimensions share a code.
   *
   * Range: 1..=64.
   * @default 2
   */
  dsub?: number;
  /**
   * How often each text is seen.
   *
   * Range: 1..=10000.
   * @default 25
   */
  epoch?: number;
  /**
   * Whether the classes exclude each other.
   * - `softmax`: One class of all: the chances of a document sum to 1.
   * - `ova`: Each class by itself: the chances of a document need not sum to 1.
   * @default "softmax"
   */
  loss?: "softmax" | "ova";
  /**
   * Lower-case texts first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * The length of the first step.
   *
   * Range: > 0, <= 100.
   * @default 0.5
   */
  lr?: number;
  /**
   * The greatest number of characters in a piece of a word; 0 for no pieces.
   *
   * Range: 0..=100.
   * @default 6
   */
  maxn?: number;
  /**
   * Leave out words that occur less often.
   *
   * Range: 1..=4294967295.
   * @default 1
   */
  minCount?: number;
  /**
   * The least number of characters in a piece of a word.
   *
   * Range: 1..=100.
   * @default 3
   */
  minn?: number;
  /**
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Keep the vectors as codes of one byte for every `dsub` dimensions: a model many times smaller, and a little worse.
   * @default false
   */
  quantize?: boolean;
  /**
   * What becomes of accents; null to keep them.
   * - `ascii`: Decompose (NFKD) and keep ASCII alone: other scripts vanish.
   * - `unicode`: Decompose (NFKD) and drop the combining marks.
   * @default null
   */
  stripAccents?: "ascii" | "unicode" | null;
  /**
   * Where words begin and end.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "unicode"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
  /**
   * The greatest number of words in an n-gram.
   *
   * Range: 1..=100.
   * @default 2
   */
  wordNgrams?: number;
}

/**
 * Puts texts into classes by the mean of the vectors of their words, of pieces of words and of n-grams of words, all of which
 * are learnt along with the classes.
 *
 * P(class k | text) = softmax over classes of w_k·h, or 1 / (1 + exp(-w_k·h)) with `loss` "ova", where h is the mean of the
 * vectors of the text's features: its words, an end mark, the character n-grams of each word between < and >, and the
 * n-grams of words, the last two by a hash into `bucket` rows. Vectors and weights are found by stochastic gradient descent,
 * one text after the other in an order drawn anew each epoch, with a step that falls from `lr` to 0.
 *
 * Input: texts, none missing. Labels: text, whole numbers or truth values, at least two different ones. Output: the most
 * probable class and its probability, or the probability of each class. Words and hashes that the fit did not see are left
 * out. `explain` gives the features with the largest share of w_k·h, above their mean share over the classes; `[word]` is a
 * piece of a word. The order and the first vectors depend on the seed, on nothing else.
 * The defaults go further than those of fastText's command line, 5 epochs of steps from 0.1 with words alone, which leave small
 * data half learnt. A supervised model that fastText itself wrote, plain or quantised, is loaded as a model file is; one
 * is written for it where the name given to `save` ends in `.fasttext.bin` or `.ftz`.
 * Errors: `kp.invalid_data` for features instead of texts or labels that are all equal, or when the search runs off, as with
 * a large `lr`; `kp.invalid_params` when `minn` is above `maxn`.
 * Cost: O(epochs × features of the texts × dim + epochs × texts × classes × dim) time on one thread; four bytes a row and
 * dimension, or with `quantize` one byte a row and `dsub` dimensions.
 * Source: Joulin, Grave, Bojanowski and Mikolov, Bag of Tricks for Efficient Text Classification, EACL 2017; Bojanowski et
 * al., Enriching Word Vectors with Subword Information, TACL 5, 2017; Joulin et al., FastText.zip, arXiv 1612.03651; hashes
 * and steps are those of fastText 0.9.2 on one thread, whose order of texts is that of the file.
 */
export declare class FastTextClassifier extends Classifier<FastTextClassifierParams> {
  constructor(params?: FastTextClassifierParams);
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
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
   * one.
   * @default false
   */
  caseFold?: boolean;
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
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Reduce words to their stems, after stop words have gone; only where n-grams are of words.
   * - `porter`: The English stemmer of Porter's paper of 1980.
   * @default null
   */
  stemmer?: "arabic" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "turkish" | "porter" | null;
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
   * A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
   * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
   * @default null
   */
  tokenPattern?: string | null;
  /**
   * The text of a tokenizer.json, whose subwords are taken in place of words; null for `tokens`. Only where the
   * library was built with tokenizers.
   * @default null
   */
  tokenizer?: string | null;
  /**
   * Where words begin and end; only where n-grams are of words.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "sklearn"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
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

/** The parameters of {@link HNSW}. */
export interface HNSWParams {
  /**
   * How many nodes a query keeps; at least as many as it wants. A search may be given another.
   *
   * Range: 1..=100000.
   * @default 64
   */
  ef?: number;
  /**
   * How many nodes a search keeps while the graph is made.
   *
   * Range: 1..=100000.
   * @default 200
   */
  efConstruction?: number;
  /**
   * How many links a node has on a layer; more find better and cost more. 12 to 48 are usual.
   *
   * Range: 2..=256.
   * @default 16
   */
  m?: number;
  /**
   * How near two vectors are.
   * - `cosine`: The cosine of the angle between them; a vector of zeros has 0 with all.
   * - `l2`: Minus the squared Euclidean distance.
   * - `ip`: The inner product.
   * @default "cosine"
   */
  metric?: "cosine" | "l2" | "ip";
}

/**
 * Finds nearly always the nearest vectors, in time that hardly grows with their number: hierarchical navigable small worlds.
 *
 * Each vector is a node with at most `m` links a layer (2 `m` on the lowest) to neighbours chosen so that they lie in
 * different directions; on how many layers it is, chance decides, so that higher ones are thinner. A search goes down the layers
 * to ever nearer nodes and keeps the best `ef` on the lowest. Vectors are put in some at a time, each group searched for on several
 * threads and linked in order: the graph depends on the seed, not on the threads. Where `allow` leaves fewer items than a search
 * would look at, they are compared one by one, exactly.
 *
 * Input: columns of numbers, one a dimension, none missing, within ±1e15; ids in the column `id`, or row numbers.
 * Output: `query`, `rank`, `id`, `score`: the cosine, the inner product or minus the squared distance, so that higher is nearer.
 * Errors: `kp.missing_values` for a missing number; `kp.invalid_data` for an id that is there twice.
 * Cost: fit about rows × ef_construction × m comparisons; a query ef × m. Memory: four bytes a number, of a
 * multiple of 16 numbers a row, and at most 8 m + 48 a row.
 * Source: Malkov and Yashunin, Efficient and robust approximate nearest neighbor search using hierarchical navigable small world
 * graphs, 2018, algorithms 1, 2, 4 and 5; parameters as in hnswlib 0.8.0.
 */
export declare class HNSW extends Index<HNSWParams> {
  constructor(params?: HNSWParams);
}

/** The parameters of {@link LanguageIdentifier}. */
export interface LanguageIdentifierParams {
  /**
   * What is added to each count.
   *
   * Range: 0.000001..=1000.
   * @default 0.05
   */
  alpha?: number;
  /**
   * How many hashes there are.
   *
   * Range: 16..=16777216.
   * @default 60000
   */
  nFeatures?: number;
  /**
   * The least and the greatest length of the n-grams; the least may not be above the greatest.
   * @default [1,4]
   */
  ngramRange?: readonly number[];
}

/**
 * Tells the language of texts, or any other class that shows in how words are spelt, by hashed n-grams of characters.
 *
 * Words in lower case, with a space before and after, are cut into n-grams of characters; digits, ASCII punctuation and symbols are left
 * out. With c occurrences in the class of an n-gram (by its hash, one of `n_features`) among C, its weight is
 * ln((c + alpha) / (C + alpha n_features)): multinomial naive Bayes with equal prior chances. Weights are kept as one byte each, the range of
 * all cut into 255 steps, so that a model of 79 languages has 4.7 MB. Probabilities are the softmax of the sums of weights, divided by the
 * number of lengths of n-grams, as n-grams that overlap say the same thing again; they rank well and are still too sure of
 * themselves on long texts.
 *
 * Input: texts and one label a text; some hundred sentences a language will do. A text without a letter gets equal probabilities.
 * Output: as every classifier; `explain` names the n-grams that speak most for the label, in units of ln, against the mean of all classes.
 * Errors: `kp.invalid_params` where the first number of `ngram_range` is above the second, and for more than 2^28 weights;
 * `kp.invalid_data` for features instead of texts.
 * Cost: the bytes × lengths of n-grams × classes; memory a byte a class and feature, at the fit four more.
 * Source: Cavnar and Trenkle, N-gram-based text categorization, 1994; Lui and Baldwin, Cross-domain feature selection for language
 * identification, 2011; scikit-learn's `MultinomialNB`, to whose weights these are equal up to the rounding to a byte.
 */
export declare class LanguageIdentifier extends Classifier<LanguageIdentifierParams> {
  constructor(params?: LanguageIdentifierParams);
}

/** The parameters of {@link LatentDirichletAllocation}. */
export interface LatentDirichletAllocationParams {
  /**
   * What the n-grams are made of: words, characters, or characters inside words.
   * - `word`: Words.
   * - `char`: Characters, across words; a run of white space counts as one space.
   * - `char_wb`: Characters inside words, each word with a space before and after it.
   * @default "word"
   */
  analyzer?: "word" | "char" | "char_wb";
  /**
   * How many texts are seen between two steps of the topics.
   *
   * Range: 1..=1000000.
   * @default 128
   */
  batchSize?: number;
  /**
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
   * one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * The concentration of the topics of a text; null for 1 / topics.
   *
   * Range: > 0, <= 1000000.
   * @default null
   */
  docTopicPrior?: number | null;
  /**
   * How fast the steps shorten.
   *
   * Range: 0..=1.
   * @default 0.7
   */
  learningDecay?: number;
  /**
   * How much the first steps are held back.
   *
   * Range: 1..=1000000000000.
   * @default 10.0
   */
  learningOffset?: number;
  /**
   * Lower-case the text first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * Leave out terms that more texts have: above 1 a number of texts, at or below 1 a share of them. So 1 is all
   * texts, written as a whole number too, which scikit-learn takes for one text.
   *
   * Range: 0..=9007199254740992.
   * @default 1.0
   */
  maxDf?: number;
  /**
   * A text is done after so many rounds.
   *
   * Range: 1..=1000000.
   * @default 100
   */
  maxDocUpdateIter?: number;
  /**
   * Keep at most so many terms, the most frequent ones; null for all.
   *
   * Range: 1..=2147483647.
   * @default null
   */
  maxFeatures?: number | null;
  /**
   * How often each text is seen.
   *
   * Range: 1..=1000000.
   * @default 10
   */
  maxIter?: number;
  /**
   * A text is done when its topics move by less on average.
   *
   * Range: > 0, <= 1.
   * @default 0.001
   */
  meanChangeTol?: number;
  /**
   * Leave out terms that fewer texts have: at or above 1 a number of texts, below 1 a share of them. So 1 is one
   * text, written as 1.0 too, which scikit-learn takes for all texts.
   *
   * Range: 0..=9007199254740992.
   * @default 1.0
   */
  minDf?: number;
  /**
   * How many topics there are at most.
   *
   * Range: 1..=10000.
   * @default 10
   */
  nComponents?: number;
  /**
   * The least and the greatest length of the n-grams, in words or characters; the least may not be above the
   * greatest.
   * @default [1,1]
   */
  ngramRange?: readonly number[];
  /**
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Reduce words to their stems, after stop words have gone; only where n-grams are of words.
   * - `porter`: The English stemmer of Porter's paper of 1980.
   * @default null
   */
  stemmer?: "arabic" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "turkish" | "porter" | null;
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
   * A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
   * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
   * @default null
   */
  tokenPattern?: string | null;
  /**
   * The text of a tokenizer.json, whose subwords are taken in place of words; null for `tokens`. Only where the
   * library was built with tokenizers.
   * @default null
   */
  tokenizer?: string | null;
  /**
   * Where words begin and end; only where n-grams are of words.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "sklearn"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
  /**
   * The concentration of the terms of a topic; null for 1 / topics.
   *
   * Range: > 0, <= 1000000.
   * @default null
   */
  topicWordPrior?: number | null;
}

/**
 * Topics as distributions of words: each word of a text comes from one of a few topics, and the answer is what share of
 * a text each topic has.
 *
 * A text has shares θ ~ Dirichlet(doc_topic_prior) of the topics, a topic has chances β ~ Dirichlet(topic_word_prior) of
 * the terms, and each word is drawn from its topic. The posterior is approximated by variational Bayes: for each text
 * until its shares move by less than `mean_change_tol`, and for the topics after every `batch_size` texts by a step of
 * (learning_offset + batches seen)^-learning_decay towards what these texts alone would say.
 *
 * Input: texts, none missing; their words are counted. Output: one row a text with all its values, the expected share of
 * each topic, in sum 1; there are no more topics than texts or terms. `parts` has each topic's heaviest terms. The
 * start and the order of the texts depend on the seed.
 * Errors: those of `CountVectorizer`.
 * Cost: O(max_iter × entries × topics × rounds of a text) time on all threads; eight bytes a term and topic.
 * Source: Blei, Ng and Jordan, Latent Dirichlet Allocation, JMLR 3, 2003; Hoffman, Blei and Bach, Online Learning for
 * Latent Dirichlet Allocation, NIPS 2010; scikit-learn 1.9.1, `LatentDirichletAllocation` with learning_method "online".
 */
export declare class LatentDirichletAllocation extends Vectorizer<LatentDirichletAllocationParams> {
  constructor(params?: LatentDirichletAllocationParams);
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
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
   * one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * The least and the greatest number of characters in an n-gram inside a word, with a space on each side; null
   * for no characters.
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
   * - `count`: The n-grams of the fit, counted.
   * @default "tfidf"
   */
  features?: "tfidf" | "hashing" | "count";
  /**
   * Whether each class has an intercept.
   * @default true
   */
  fitIntercept?: boolean;
  /**
   * Keep so many features alone, those on which the classes differ most by the chi-squared statistic, or,
   * where numbers are predicted, those that correlate most with them; null for all. Hashed n-grams are
   * counted without signs then.
   *
   * Range: 1..=2147483647.
   * @default null
   */
  kBest?: number | null;
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
   * Leave out n-grams that fewer texts have: at or above 1 a number of texts, below 1 a share; not with hashing.
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
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Reduce words to their stems, after stop words have gone.
   * - `porter`: The English stemmer of Porter's paper of 1980.
   * @default null
   */
  stemmer?: "arabic" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "turkish" | "porter" | null;
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
   * Use 1 + ln(count) for the count of an n-gram; not with hashing.
   * @default true
   */
  sublinearTf?: boolean;
  /**
   * A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
   * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
   * @default null
   */
  tokenPattern?: string | null;
  /**
   * Where words begin and end.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "unicode"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
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

/** The parameters of {@link LinearSVM}. */
export interface LinearSVMParams {
  /**
   * Inverse of the strength of the penalty: smaller values draw the weights harder towards 0.
   *
   * Range: > 0, <= 1000000000000.
   * @default 1.0
   */
  c?: number;
  /**
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
   * one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * The least and the greatest number of characters in an n-gram inside a word, with a space on each side; null
   * for no characters.
   * @default null
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
   * - `count`: The n-grams of the fit, counted.
   * @default "tfidf"
   */
  features?: "tfidf" | "hashing" | "count";
  /**
   * Whether each class has an intercept.
   * @default true
   */
  fitIntercept?: boolean;
  /**
   * The constant feature whose weight is the intercept: it is penalised, less so the larger this is.
   *
   * Range: > 0, <= 1000000.
   * @default 1.0
   */
  interceptScaling?: number;
  /**
   * Keep so many features alone, those on which the classes differ most by the chi-squared statistic, or,
   * where numbers are predicted, those that correlate most with them; null for all. Hashed n-grams are
   * counted without signs then.
   *
   * Range: 1..=2147483647.
   * @default null
   */
  kBest?: number | null;
  /**
   * What a wrong or narrow decision costs.
   * - `squared_hinge`: max(0, 1 - y d)².
   * - `hinge`: max(0, 1 - y d): the classical machine, of fewer support vectors.
   * @default "squared_hinge"
   */
  loss?: "squared_hinge" | "hinge";
  /**
   * Lower-case texts first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * Stop after so many passes over the documents that do not rest.
   *
   * Range: 1..=10000000.
   * @default 1000
   */
  maxIter?: number;
  /**
   * Leave out n-grams that fewer texts have: at or above 1 a number of texts, below 1 a share; not with hashing.
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
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Reduce words to their stems, after stop words have gone.
   * - `porter`: The English stemmer of Porter's paper of 1980.
   * @default null
   */
  stemmer?: "arabic" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "turkish" | "porter" | null;
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
   * Use 1 + ln(count) for the count of an n-gram; not with hashing.
   * @default false
   */
  sublinearTf?: boolean;
  /**
   * A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
   * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
   * @default null
   */
  tokenPattern?: string | null;
  /**
   * Where words begin and end.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "unicode"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
  /**
   * Stop when the projected gradients of the dual, each in the unit of the loss, are no further apart.
   *
   * Range: > 0, <= 1.
   * @default 0.0001
   */
  tol?: number;
  /**
   * The least and the greatest number of words in an n-gram; null for no words.
   * @default [1,2]
   */
  wordNgrams?: readonly number[] | null;
}

/**
 * Puts texts, or rows of features, into classes by a linear support vector machine, one class against the others.
 *
 * The decision of class k is d_k = w_k·x + b_k, and the weights minimise (|w_k|² + (b_k / intercept_scaling)²) / 2 +
 * c × sum of s_i × loss(y_i d_k), with y_i 1 for documents of the class and -1 for the others, and s_i the weight of the class
 * for the former and 1 for the latter; two classes share one vector, and each document has the weight of its
 * class. Found by coordinate descent in the dual, whose documents rest while they stay at a bound.
 *
 * Input: texts, none missing, from which the model makes features scaled to length 1; or a sparse matrix of finite
 * features. Labels: text, whole numbers or truth values, at least two different ones. Output: the class with the largest
 * decision and its probability, or the probability of each class. Probabilities are 1 / (1 + exp(-d)) of two classes and
 * exp(d_k) / sum of exp(d_j) of more. They rank documents as the decisions do but are not calibrated, as a machine learns
 * on which side of the margin a document is, not how likely: put it into a `CalibratedClassifier` where the number
 * matters. `explain` gives the n-grams with the largest share w × x in the decision for the class.
 * Errors: `kp.invalid_data` for features that are not finite or too large to square, or labels that are all equal;
 * `kp.not_enough_data` when the texts have no n-grams. A search that ends before its tolerance is no error: `parts` has
 * `converged`.
 * Cost: O(entries) time a pass and class, classes in parallel, some tens of passes for small c and some hundred for large; in
 * the model eight bytes a feature and class, in the fit twice that.
 * Source: Hsieh, Chang, Lin, Keerthi and Sundararajan, A Dual Coordinate Descent Method for Large-scale Linear SVM, ICML
 * 2008; Fan et al., LIBLINEAR: A Library for Large Linear Classification, JMLR 9, 2008; scikit-learn 1.9.1, `LinearSVC`,
 * whose optimum this is on the same features.
 */
export declare class LinearSVM extends Classifier<LinearSVMParams> {
  constructor(params?: LinearSVMParams);
}

/** The parameters of {@link LogisticRegression}. */
export interface LogisticRegressionParams {
  /**
   * Inverse of the strength of the penalty: smaller values draw the weights harder towards 0.
   *
   * Range: > 0, <= 1000000000000.
   * @default 1.0
   */
  c?: number;
  /**
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
   * one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * The least and the greatest number of characters in an n-gram inside a word, with a space on each side; null
   * for no characters.
   * @default null
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
   * - `count`: The n-grams of the fit, counted.
   * @default "tfidf"
   */
  features?: "tfidf" | "hashing" | "count";
  /**
   * Whether each class has an intercept.
   * @default true
   */
  fitIntercept?: boolean;
  /**
   * Keep so many features alone, those on which the classes differ most by the chi-squared statistic, or,
   * where numbers are predicted, those that correlate most with them; null for all. Hashed n-grams are
   * counted without signs then.
   *
   * Range: 1..=2147483647.
   * @default null
   */
  kBest?: number | null;
  /**
   * The share of the penalty on absolute values: 0 for squares alone, 1 for absolute values alone.
   *
   * Range: 0..=1.
   * @default 0.0
   */
  l1Ratio?: number;
  /**
   * Lower-case texts first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * Stop after so many steps.
   *
   * Range: 1..=10000000.
   * @default 10000
   */
  maxIter?: number;
  /**
   * Leave out n-grams that fewer texts have: at or above 1 a number of texts, below 1 a share; not with hashing.
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
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Reduce words to their stems, after stop words have gone.
   * - `porter`: The English stemmer of Porter's paper of 1980.
   * @default null
   */
  stemmer?: "arabic" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "turkish" | "porter" | null;
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
   * Use 1 + ln(count) for the count of an n-gram; not with hashing.
   * @default false
   */
  sublinearTf?: boolean;
  /**
   * A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
   * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
   * @default null
   */
  tokenPattern?: string | null;
  /**
   * Where words begin and end.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "unicode"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
  /**
   * Stop when no component of the gradient of the mean loss, with the penalty in the same scale, is larger.
   *
   * Range: > 0, <= 1.
   * @default 0.0001
   */
  tol?: number;
  /**
   * The least and the greatest number of words in an n-gram; null for no words.
   * @default [1,2]
   */
  wordNgrams?: readonly number[] | null;
}

/**
 * Puts texts, or rows of features, into classes by logistic regression with a penalty on squares, on absolute values or
 * on both, solved to its optimum.
 *
 * P(class k | x) = exp(w_k·x + b_k) / sum over all classes j of exp(w_j·x + b_j); two classes share one vector. The
 * weights minimise c × sum of s_i × log-loss_i + (1 - l1_ratio) / 2 × |w|² + l1_ratio × sum of |w|, with s_i the weight of
 * the class of document i; intercepts are free. Found by L-BFGS, among sums of documents where these are at most half as
 * many as features, or with `l1_ratio` above 0 by accelerated proximal gradient steps that start anew when they overshoot.
 *
 * Input: texts, none missing, from which the model makes features scaled to length 1; or a sparse matrix of finite
 * features. Labels: text, whole numbers or truth values, at least two different ones. Output: the most probable class
 * and its probability, or the probability of each class. `explain` gives the n-grams with the largest share w × x in
 * the decision for the class.
 * Errors: `kp.invalid_data` for features that are not finite or too large to sum, or labels that are all equal;
 * `kp.not_enough_data` when the texts have no n-grams. A search that ends before its tolerance is no error: `parts` has
 * `converged`.
 * Cost: O(entries × classes) time a step on all threads, some tens of steps with squares and some thousand without; in
 * the model eight bytes a feature and class, in the fit twenty times as much, or forty times eight a document and class.
 * Source: Nocedal and Wright, Numerical Optimization, 2nd edition, 7.2; Beck and Teboulle, A Fast Iterative
 * Shrinkage-Thresholding Algorithm, SIAM J. Imaging Sciences 2, 2009; O'Donoghue and Candès, Adaptive Restart for
 * Accelerated Gradient Schemes, Found. Comput. Math. 15, 2015; scikit-learn 1.9.1, `LogisticRegression`, whose optimum
 * this is on the same features. `LinearClassifier` is faster and, as it comes, more accurate on texts.
 */
export declare class LogisticRegression extends Classifier<LogisticRegressionParams> {
  constructor(params?: LogisticRegressionParams);
}

/** The parameters of {@link MultinomialNB}. */
export interface MultinomialNBParams {
  /**
   * Added to the count of each feature in each class.
   *
   * Range: 0.0000000001..=1000000000000.
   * @default 1.0
   */
  alpha?: number;
  /**
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
   * one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * The least and the greatest number of characters in an n-gram inside a word, with a space on each side; null
   * for no characters.
   * @default null
   */
  charNgrams?: readonly number[] | null;
  /**
   * The share of each class in the order of `classes`, in sum 1; null to go by `fit_prior`.
   * @default null
   */
  classPrior?: readonly number[] | null;
  /**
   * How the n-grams of texts become columns.
   * - `tfidf`: The n-grams of the fit, weighted by tf-idf.
   * - `hashing`: Hashed: a model without a vocabulary, of bounded size.
   * - `count`: The n-grams of the fit, counted.
   * @default "count"
   */
  features?: "tfidf" | "hashing" | "count";
  /**
   * Whether the classes have the shares that they have in the data; else all the same.
   * @default true
   */
  fitPrior?: boolean;
  /**
   * Keep so many features alone, those on which the classes differ most by the chi-squared statistic, or,
   * where numbers are predicted, those that correlate most with them; null for all. Hashed n-grams are
   * counted without signs then.
   *
   * Range: 1..=2147483647.
   * @default null
   */
  kBest?: number | null;
  /**
   * Lower-case texts first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * Leave out n-grams that fewer texts have: at or above 1 a number of texts, below 1 a share; not with hashing.
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
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Reduce words to their stems, after stop words have gone.
   * - `porter`: The English stemmer of Porter's paper of 1980.
   * @default null
   */
  stemmer?: "arabic" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "turkish" | "porter" | null;
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
   * Use 1 + ln(count) for the count of an n-gram; not with hashing.
   * @default false
   */
  sublinearTf?: boolean;
  /**
   * A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
   * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
   * @default null
   */
  tokenPattern?: string | null;
  /**
   * Where words begin and end.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "unicode"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
  /**
   * The least and the greatest number of words in an n-gram; null for no words.
   * @default [1,2]
   */
  wordNgrams?: readonly number[] | null;
}

/**
 * Puts texts, or rows of counts, into classes by naive Bayes: each n-gram of a text is drawn with the chance that it has
 * in its class.
 *
 * ln P(class k | x) = ln prior_k + sum over features i of x_i ln θ_ki, up to a constant, with
 * θ_ki = (N_ki + alpha) / (N_k + alpha × features), where N_ki is the sum of feature i over the documents of class k and
 * N_k the sum over all features.
 *
 * Input: texts, none missing, whose n-grams the model counts; or a sparse matrix of features that are finite and not
 * negative. Labels: text, whole numbers or truth values, at least two different ones. Output: the most probable class
 * and its probability, or the probability of each class; those of naive Bayes are too sure of themselves. `explain`
 * gives the n-grams with the largest share x × ln θ in the decision, above their mean share over the classes.
 * `update` takes texts with labels that the fit knew, and gives what a fit to all of them gives.
 * Errors: `kp.unsupported` for an update with `k_best`, or with features other than counts or hashes; `kp.invalid_data` for features that are negative or not finite, or labels that are all equal;
 * `kp.not_enough_data` when the texts have no n-grams; `kp.invalid_params` when `class_prior` does not fit the classes.
 * Cost: one pass over the texts; eight bytes a feature and class.
 * Source: McCallum and Nigam, A Comparison of Event Models for Naive Bayes Text Classification, AAAI-98 Workshop;
 * scikit-learn 1.9.1, `MultinomialNB`, whose numbers these are on the same features. Hashed columns that no text of the
 * fit has count as no feature.
 */
export declare class MultinomialNB extends Classifier<MultinomialNBParams> {
  constructor(params?: MultinomialNBParams);
}

/** The parameters of {@link NMF}. */
export interface NMFParams {
  /**
   * What the n-grams are made of: words, characters, or characters inside words.
   * - `word`: Words.
   * - `char`: Characters, across words; a run of white space counts as one space.
   * - `char_wb`: Characters inside words, each word with a space before and after it.
   * @default "word"
   */
  analyzer?: "word" | "char" | "char_wb";
  /**
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
   * one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * Lower-case the text first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * Leave out terms that more texts have: above 1 a number of texts, at or below 1 a share of them. So 1 is all
   * texts, written as a whole number too, which scikit-learn takes for one text.
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
   * Stop after so many steps.
   *
   * Range: 1..=1000000.
   * @default 200
   */
  maxIter?: number;
  /**
   * Leave out terms that fewer texts have: at or above 1 a number of texts, below 1 a share of them. So 1 is one
   * text, written as 1.0 too, which scikit-learn takes for all texts.
   *
   * Range: 0..=9007199254740992.
   * @default 1.0
   */
  minDf?: number;
  /**
   * How many topics there are at most.
   *
   * Range: 1..=10000.
   * @default 10
   */
  nComponents?: number;
  /**
   * The least and the greatest length of the n-grams, in words or characters; the least may not be above the
   * greatest.
   * @default [1,1]
   */
  ngramRange?: readonly number[];
  /**
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Reduce words to their stems, after stop words have gone; only where n-grams are of words.
   * - `porter`: The English stemmer of Porter's paper of 1980.
   * @default null
   */
  stemmer?: "arabic" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "turkish" | "porter" | null;
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
   * Use 1 + ln(count) for the count of a term.
   * @default false
   */
  sublinearTf?: boolean;
  /**
   * A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
   * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
   * @default null
   */
  tokenPattern?: string | null;
  /**
   * The text of a tokenizer.json, whose subwords are taken in place of words; null for `tokens`. Only where the
   * library was built with tokenizers.
   * @default null
   */
  tokenizer?: string | null;
  /**
   * Where words begin and end; only where n-grams are of words.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "sklearn"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
  /**
   * Stop when a step moves the weights by no more than this share of what the first did.
   *
   * Range: > 0, <= 1.
   * @default 0.0001
   */
  tol?: number;
}

/**
 * Topics that add up: the tf-idf rows of texts as sums of a few rows without negative weights, and how much of each
 * topic a text has.
 *
 * With X the matrix of the texts' tf-idf rows, W and H ≥ 0 minimise |X - W H|², from a start made of the singular vectors of
 * X (NNDSVD, its zeros raised to the mean of X), by coordinate descent in W and H by turns; the features of a row x are
 * the w ≥ 0 that minimises |x - w H|².
 *
 * Input: texts, none missing. Output: one row a text with all its values, none negative, one column a topic; there are
 * no more topics than texts, terms or independent texts. `parts` has each topic's heaviest terms and whether the search
 * ended within its tolerance. The start depends on the seed, by rounding alone.
 * Errors: those of `TfidfVectorizer`.
 * Cost: O(steps × (entries × topics + (texts + terms) × topics²)) time; eight bytes a term and topic.
 * Source: Lee and Seung, Learning the Parts of Objects by Non-negative Matrix Factorization, Nature 401, 1999; Cichocki
 * and Phan, Fast Local Algorithms for Large Scale Nonnegative Matrix and Tensor Factorizations, IEICE Trans. E92-A, 2009;
 * Boutsidis and Gallopoulos, SVD based initialization, Pattern Recognition 41, 2008; scikit-learn 1.9.1,
 * `TfidfVectorizer` and `NMF`.
 */
export declare class NMF extends Vectorizer<NMFParams> {
  constructor(params?: NMFParams);
}

/** The parameters of {@link Ridge}. */
export interface RidgeParams {
  /**
   * The strength of the penalty: larger values draw the weights harder towards 0.
   *
   * Range: 0..=1000000000000.
   * @default 1.0
   */
  alpha?: number;
  /**
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
   * one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * The least and the greatest number of characters in an n-gram inside a word, with a space on each side; null
   * for no characters.
   * @default null
   */
  charNgrams?: readonly number[] | null;
  /**
   * How the n-grams of texts become columns.
   * - `tfidf`: The n-grams of the fit, weighted by tf-idf.
   * - `hashing`: Hashed: a model without a vocabulary, of bounded size.
   * - `count`: The n-grams of the fit, counted.
   * @default "tfidf"
   */
  features?: "tfidf" | "hashing" | "count";
  /**
   * Whether there is an intercept.
   * @default true
   */
  fitIntercept?: boolean;
  /**
   * Keep so many features alone, those on which the classes differ most by the chi-squared statistic, or,
   * where numbers are predicted, those that correlate most with them; null for all. Hashed n-grams are
   * counted without signs then.
   *
   * Range: 1..=2147483647.
   * @default null
   */
  kBest?: number | null;
  /**
   * Lower-case texts first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * Stop after so many steps.
   *
   * Range: 1..=1000000.
   * @default 1000
   */
  maxIter?: number;
  /**
   * Leave out n-grams that fewer texts have: at or above 1 a number of texts, below 1 a share; not with hashing.
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
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Reduce words to their stems, after stop words have gone.
   * - `porter`: The English stemmer of Porter's paper of 1980.
   * @default null
   */
  stemmer?: "arabic" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "turkish" | "porter" | null;
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
   * Use 1 + ln(count) for the count of an n-gram; not with hashing.
   * @default false
   */
  sublinearTf?: boolean;
  /**
   * A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
   * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
   * @default null
   */
  tokenPattern?: string | null;
  /**
   * Where words begin and end.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "unicode"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
  /**
   * Stop when the gradient is this share of what it was at the start.
   *
   * Range: > 0, <= 1.
   * @default 1e-10
   */
  tol?: number;
  /**
   * The least and the greatest number of words in an n-gram; null for no words.
   * @default [1,2]
   */
  wordNgrams?: readonly number[] | null;
}

/**
 * Predicts a number of each text, or row of features, by ridge regression, and says which n-grams moved it up or
 * down.
 *
 * The prediction is w·x + b, and the weights minimise sum of (y_i - w·x_i - b)² + alpha |w|²; the intercept b has
 * no penalty. Found by conjugate gradients on the normal equations.
 *
 * Input: texts, none missing, from which the model makes features scaled to length 1; or a sparse matrix of finite
 * features, as a vectorizer makes it. A finite number for each. Output: `prediction`, a number a document.
 * `explain` gives the n-grams with the largest share w × x in the prediction by size; those below 0 move it down.
 * With the intercept, in `parts`, all shares of a document add up to its prediction.
 * Errors: `kp.invalid_data` for features that are not finite or too large to square; `kp.missing_values` for a
 * missing number; `kp.not_enough_data` when the texts have no n-grams. A search that ends before its tolerance is
 * no error: `parts` has `converged`.
 * Cost: O(entries) time a step, some tens of steps, more for small `alpha`; the features are kept twice in the
 * fit; in the model eight bytes a feature.
 * Source: Hoerl and Kennard, Ridge Regression, Technometrics 12, 1970; Hestenes and Stiefel, Methods of Conjugate
 * Gradients for Solving Linear Systems, 1952; scikit-learn 1.9.1, `Ridge`, whose optimum this is on the same
 * features.
 */
export declare class Ridge extends Regressor<RidgeParams> {
  constructor(params?: RidgeParams);
}

/** The parameters of {@link SentenceEncoder}. */
export interface SentenceEncoderParams {
  /**
   * Where calls of many texts run while this model is in memory: `cpu`, or null (default); `auto` for the first GPU that this build can
   * use, else the processor; `cuda` or `cuda:1`; `wgpu` or `wgpu:1`. A model that was loaded runs on the processor.
   * @default null
   */
  device?: string | null;
  /**
   * The folder of the published model. The fitted model holds what was in it, and its parameters have null.
   * @default null
   */
  folder?: string | null;
  /**
   * The most subwords of a text, the marks of its beginning and end among them; null (default) for what the folder says,
   * and never more than the model has positions.
   *
   * Range: 3..=1048576.
   * @default null
   */
  maxTokens?: number | null;
  /**
   * Whether vectors are scaled to length 1; null (default) for what the folder says, else not.
   * @default null
   */
  normalize?: boolean | null;
  /**
   * How one vector is made of those of the subwords; null (default) for what the folder says, else the mean.
   * - `mean`: Their mean.
   * - `cls`: The vector of the first, which stands for the text.
   * - `max`: The largest number of each dimension.
   * @default null
   */
  pooling?: "mean" | "cls" | "max" | null;
  /**
   * What is put before each text, such as `query: ` for models that were trained so. Default empty.
   * @default ""
   */
  prompt?: string;
}

/**
 * Vectors of texts by a transformer of BERT's kind, with the weights of a published model.
 *
 * A text is cut into the subwords of the model's `tokenizer.json`; they go through the layers of attention, and one vector is
 * made of theirs (`pooling`). Texts of a like meaning have vectors with a small angle between them. The folder is one as
 * Hugging Face or sentence-transformers publish it: `config.json`, `tokenizer.json` and `model.safetensors` (32 or 16
 * bits), and, if they are there, `modules.json`, the pooling's `config.json` and `sentence_bert_config.json`, which say how
 * the vectors are made. BERT, RoBERTa, XLM-RoBERTa, CamemBERT and DistilBERT are read.
 *
 * Input: texts, none missing; those of the fit are not learnt from. Output: one row a text with all its values, one column a
 * dimension; a text without subwords is 0. What is beyond `max_tokens` of a text is left out.
 * Errors: `kp.invalid_params` without a folder; `kp.io` for a file that cannot be read; `kp.invalid_data` for one that is not
 * what it should be; `kp.unsupported` for another architecture or another module of sentence-transformers.
 * Cost: for n subwords O(n × weights + n² × hidden) time; the model holds the weights, four bytes each.
 * Exactness: on the processor the forward pass is our own and gives the same bits on every machine at any number of threads.
 * A GPU (`device`) gives the same within rounding, some 1e-6; calls of fewer than 32 texts and saved models never use it.
 * Source: Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding, NAACL 2019; Reimers
 * and Gurevych, Sentence-BERT, EMNLP 2019. Reference: transformers and sentence-transformers.
 */
export declare class SentenceEncoder extends Vectorizer<SentenceEncoderParams> {
  constructor(params?: SentenceEncoderParams);
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
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
   * one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * Lower-case the text first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * Leave out terms that more texts have: above 1 a number of texts, at or below 1 a share of them. So 1 is all
   * texts, written as a whole number too, which scikit-learn takes for one text.
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
   * Leave out terms that fewer texts have: at or above 1 a number of texts, below 1 a share of them. So 1 is one
   * text, written as 1.0 too, which scikit-learn takes for all texts.
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
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Count one more text that has every term, as in the formula above; else idf(t) = ln(n / df(t)) + 1.
   * @default true
   */
  smoothIdf?: boolean;
  /**
   * Reduce words to their stems, after stop words have gone; only where n-grams are of words.
   * - `porter`: The English stemmer of Porter's paper of 1980.
   * @default null
   */
  stemmer?: "arabic" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "turkish" | "porter" | null;
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
   * A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
   * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
   * @default null
   */
  tokenPattern?: string | null;
  /**
   * The text of a tokenizer.json, whose subwords are taken in place of words; null for `tokens`. Only where the
   * library was built with tokenizers.
   * @default null
   */
  tokenizer?: string | null;
  /**
   * Where words begin and end; only where n-grams are of words.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "sklearn"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
  /**
   * Weigh by idf; else the weight is tf alone.
   * @default true
   */
  useIdf?: boolean;
  /**
   * The terms, each once, in the order of their columns; null to find them. The three limits above do not apply then.
   * @default null
   */
  vocabulary?: readonly string[] | null;
}

/**
 * Counts the n-grams of a text and weighs each by how rare it was in the texts of the fit.
 *
 * The weight of a term t in a text is tf(t) × idf(t), with tf the count and idf(t) = ln((n + 1) / (df(t) + 1)) + 1, where
 * df(t) of the n texts of the fit have the term; each row is then scaled to length 1.
 *
 * Input: texts, none missing. Output: one sparse row a text, one column a term in the order of their code points;
 * terms that the fit did not see are left out. Equal to scikit-learn's TfidfVectorizer with its default token pattern
 * to 1e-12; `update` takes more texts in and gives what a fit to all of them gives. Where `max_features` must choose between equally frequent terms, the first by code point stay.
 * Errors: `kp.not_enough_data` when no term is found or none remains after `min_df` and `max_df`;
 * `kp.unsupported` for an update with other limits than the defaults of `min_df`, `max_df` and `max_features`, which leave out terms
 * that later texts may have; `kp.invalid_params` when these exclude each other, the first number of `ngram_range` is above the second, a term is
 * given twice, or one is given that no text has and `smooth_idf` is off: its idf is infinite.
 * Cost: O(bytes × lengths of n-grams) time and O(bytes of the terms) memory.
 * Source: Manning, Raghavan and Schütze, Introduction to Information Retrieval, 6.2; scikit-learn 1.9.1,
 * `TfidfVectorizer`. Characters are those of Unicode 14.0.0.
 */
export declare class TfidfVectorizer extends Vectorizer<TfidfVectorizerParams> {
  constructor(params?: TfidfVectorizerParams);
}

/** The parameters of {@link TruncatedSVD}. */
export interface TruncatedSVDParams {
  /**
   * What the n-grams are made of: words, characters, or characters inside words.
   * - `word`: Words.
   * - `char`: Characters, across words; a run of white space counts as one space.
   * - `char_wb`: Characters inside words, each word with a space before and after it.
   * @default "word"
   */
  analyzer?: "word" | "char" | "char_wb";
  /**
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
   * one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * Lower-case the text first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * Leave out terms that more texts have: above 1 a number of texts, at or below 1 a share of them. So 1 is all
   * texts, written as a whole number too, which scikit-learn takes for one text.
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
   * Leave out terms that fewer texts have: at or above 1 a number of texts, below 1 a share of them. So 1 is one
   * text, written as 1.0 too, which scikit-learn takes for all texts.
   *
   * Range: 0..=9007199254740992.
   * @default 1.0
   */
  minDf?: number;
  /**
   * How many topics there are at most.
   *
   * Range: 1..=10000.
   * @default 100
   */
  nComponents?: number;
  /**
   * How many times the random directions are multiplied.
   *
   * Range: 0..=1000.
   * @default 5
   */
  nIter?: number;
  /**
   * How many more random directions than topics are tried.
   *
   * Range: 0..=10000.
   * @default 10
   */
  nOversamples?: number;
  /**
   * The least and the greatest length of the n-grams, in words or characters; the least may not be above the
   * greatest.
   * @default [1,1]
   */
  ngramRange?: readonly number[];
  /**
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * Reduce words to their stems, after stop words have gone; only where n-grams are of words.
   * - `porter`: The English stemmer of Porter's paper of 1980.
   * @default null
   */
  stemmer?: "arabic" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "turkish" | "porter" | null;
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
   * Use 1 + ln(count) for the count of a term.
   * @default false
   */
  sublinearTf?: boolean;
  /**
   * A regular expression of the words, in place of `tokens`; `\w`, `\s`, `\d` and `\b` mean what they mean in
   * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
   * @default null
   */
  tokenPattern?: string | null;
  /**
   * The text of a tokenizer.json, whose subwords are taken in place of words; null for `tokens`. Only where the
   * library was built with tokenizers.
   * @default null
   */
  tokenizer?: string | null;
  /**
   * Where words begin and end; only where n-grams are of words.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "sklearn"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
}

/**
 * Latent semantic analysis: a few dense features of a text, the directions in which the tf-idf rows of the fit's texts
 * are largest.
 *
 * With X the matrix of the texts' tf-idf rows and X ≈ U S Vᵀ its largest singular values, the features of a row x are
 * x V. Found by a randomised search: the range of X times random directions, multiplied by X Xᵀ `n_iter` times. Of each
 * direction the largest weight by size is positive.
 *
 * Input: texts, none missing. Output: one row a text with all its values, one column a topic, the largest first; there
 * are no more topics than texts, terms or independent texts. `parts` has the singular values, the share of the variance
 * of each topic and its heaviest terms. The random directions depend on the seed.
 * Errors: those of `TfidfVectorizer`.
 * Cost: O(n_iter × entries × topics + (texts + terms) × topics²) time; eight bytes a term and topic.
 * Source: Deerwester et al., Indexing by Latent Semantic Analysis, JASIS 41, 1990; Halko, Martinsson and Tropp, Finding
 * Structure with Randomness, SIAM Review 53, 2011, algorithms 4.4 and 5.1; scikit-learn 1.9.1, `TfidfVectorizer` and
 * `TruncatedSVD`.
 */
export declare class TruncatedSVD extends Vectorizer<TruncatedSVDParams> {
  constructor(params?: TruncatedSVDParams);
}

/** The parameters of {@link WordVectors}. */
export interface WordVectorsParams {
  /**
   * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is one.
   * @default false
   */
  caseFold?: boolean;
  /**
   * How many dimensions learnt vectors have.
   *
   * Range: 1..=4096.
   * @default 300
   */
  dim?: number;
  /**
   * Whether words of the table that no text of the fit has are kept, with the p(w) of a word seen once.
   * @default false
   */
  keepAll?: boolean;
  /**
   * Lower-case texts first, by Unicode's full rules.
   * @default true
   */
  lowercase?: boolean;
  /**
   * Leave out words that occur less often.
   *
   * Range: 1..=4294967295.
   * @default 1
   */
  minCount?: number;
  /**
   * How many numbers of a random vector are not 0.
   *
   * Range: 1..=4096.
   * @default 10
   */
  nonzeros?: number;
  /**
   * Each row is scaled to length 1 by this norm; null to leave it.
   * - `l1`: The absolute values sum to 1.
   * - `l2`: The squares sum to 1.
   * @default null
   */
  norm?: "l1" | "l2" | null;
  /**
   * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
   * them.
   * - `nfc`: Letters and their marks as one character where there is one.
   * - `nfd`: Letters and their marks apart.
   * - `nfkc`: As `nfc`, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
   * - `nfkd`: As `nfd`, with the same variants replaced.
   * @default null
   */
  normalization?: "nfc" | "nfd" | "nfkc" | "nfkd" | null;
  /**
   * How many singular vectors are taken away.
   *
   * Range: 0..=100.
   * @default 1
   */
  remove?: number;
  /**
   * The a above: smaller values weigh frequent words less; null for the plain mean.
   *
   * Range: > 0, <= 1.
   * @default 0.001
   */
  sif?: number | null;
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
   * Where words begin and end.
   * - `sklearn`: Runs of two or more letters, digits and underscores: scikit-learn's default pattern `(?u)\b\w\w+\b`. It cuts Indic scripts at their vowel signs and drops words of one character.
   * - `unicode`: The words of Unicode Standard Annex 29, of any length and in any script.
   * - `whitespace`: What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
   * @default "unicode"
   */
  tokens?: "sklearn" | "unicode" | "whitespace";
  /**
   * A table of vectors as word2vec, GloVe and fastText write it: on each line a word and its numbers with spaces between
   * them, perhaps after a line with the numbers of words and dimensions; null to learn vectors from the texts. The
   * model keeps the vectors, and its parameters have null.
   * @default null
   */
  vectors?: string | null;
  /**
   * The path of a file with such a table, or with one in the binary form of word2vec, instead of `vectors`; read by the fit. The
   * model keeps the vectors, and its parameters have null.
   * @default null
   */
  vectorsFile?: string | null;
  /**
   * How many words before and after a word are its neighbours.
   *
   * Range: 1..=100.
   * @default 3
   */
  window?: number;
}

/**
 * A text as the weighted mean of the vectors of its words, without what all texts share.
 *
 * v = 1 / n × sum over the n known words w of a text of a / (a + p(w)) × v_w, with p(w) the share of w among all words of the
 * fit's texts; then the projection of v on the first `remove` singular vectors of the fit's texts is taken away. The
 * vectors v_w are those of a table that is given, or else are learnt from the texts by random indexing: each word has a
 * random vector of a few +1 and -1, and v_w is the sum, scaled to length 1, of a / (a + p) times that of each word within
 * `window` of w.
 *
 * Input: texts, none missing. Output: one row a text with all its values, one column a dimension; a text without known
 * words is 0. Random indexing depends on the seed.
 * Errors: `kp.io` for a file that cannot be read; `kp.invalid_data` for a table with a line that is not a word and as many finite numbers as the others have;
 * `kp.not_enough_data` when no word of the texts has a vector.
 * Cost: O(words × window × nonzeros) time to learn, O(words × dim) to embed; four bytes a word and dimension. Of a table
 * the words that the texts of the fit have, or all with `keep_all`, stay.
 * Source: Arora, Liang and Ma, A Simple but Tough-to-Beat Baseline for Sentence Embeddings, ICLR 2017; Kanerva, Kristofersson
 * and Holst, Random Indexing of Text Samples for Latent Semantic Analysis, CogSci 2000; Sahlgren, An Introduction to Random
 * Indexing, TKE 2005.
 */
export declare class WordVectors extends Vectorizer<WordVectorsParams> {
  constructor(params?: WordVectorsParams);
}

/** Every component by its id. */
export interface Components {
  "anomaly.adwin": { params: ADWINParams; model: StreamModel };
  "anomaly.auto": { params: AutoDetectorParams; model: DetectorModel };
  "anomaly.auto_series": { params: AutoSeriesParams; model: SeriesDetectorModel };
  "anomaly.autoencoder": { params: AutoencoderParams; model: DetectorModel };
  "anomaly.bagged_neighbors": { params: BaggedNeighborsParams; model: DetectorModel };
  "anomaly.bocpd": { params: BOCPDParams; model: StreamModel };
  "anomaly.cblof": { params: CBLOFParams; model: DetectorModel };
  "anomaly.cof": { params: COFParams; model: DetectorModel };
  "anomaly.copod": { params: COPODParams; model: DetectorModel };
  "anomaly.cusum": { params: CUSUMParams; model: StreamModel };
  "anomaly.ddm": { params: DDMParams; model: StreamModel };
  "anomaly.ecod": { params: ECODParams; model: DetectorModel };
  "anomaly.ensemble": { params: EnsembleParams; model: DetectorModel };
  "anomaly.ewma": { params: EWMAParams; model: StreamModel };
  "anomaly.forecast_error": { params: ForecastErrorParams; model: SeriesDetectorModel };
  "anomaly.half_space_trees": { params: HalfSpaceTreesParams; model: StreamModel };
  "anomaly.hbos": { params: HBOSParams; model: DetectorModel };
  "anomaly.holt_winters_residual": { params: HoltWintersResidualParams; model: StreamModel };
  "anomaly.inne": { params: INNEParams; model: DetectorModel };
  "anomaly.isolation_forest": { params: IsolationForestParams; model: DetectorModel };
  "anomaly.kmeans_ad": { params: KMeansADParams; model: SeriesDetectorModel };
  "anomaly.knn": { params: KNNParams; model: DetectorModel };
  "anomaly.kshape_ad": { params: KShapeADParams; model: SeriesDetectorModel };
  "anomaly.loda": { params: LODAParams; model: DetectorModel };
  "anomaly.lof": { params: LOFParams; model: DetectorModel };
  "anomaly.mahalanobis": { params: MahalanobisParams; model: DetectorModel };
  "anomaly.matrix_profile": { params: MatrixProfileParams; model: SeriesDetectorModel };
  "anomaly.mcd": { params: MCDParams; model: DetectorModel };
  "anomaly.one_class_svm": { params: OneClassSVMParams; model: DetectorModel };
  "anomaly.online_ar": { params: OnlineARParams; model: StreamModel };
  "anomaly.page_hinkley": { params: PageHinkleyParams; model: StreamModel };
  "anomaly.pca": { params: PCAParams; model: DetectorModel };
  "anomaly.poly_residual": { params: PolyResidualParams; model: SeriesDetectorModel };
  "anomaly.robust_random_cut_forest": { params: RobustRandomCutForestParams; model: StreamModel };
  "anomaly.seasonal_esd": { params: SeasonalESDParams; model: SeriesDetectorModel };
  "anomaly.shewhart": { params: ShewhartParams; model: StreamModel };
  "anomaly.spectral_residual": { params: SpectralResidualParams; model: SeriesDetectorModel };
  "anomaly.spot": { params: SPOTParams; model: StreamModel };
  "anomaly.stl_residual": { params: STLResidualParams; model: SeriesDetectorModel };
  "anomaly.streaming_matrix_profile": { params: StreamingMatrixProfileParams; model: StreamModel };
  "anomaly.sub_pca": { params: SubPCAParams; model: SeriesDetectorModel };
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
  "forecast.conformal_seasonal_pool": { params: ConformalSeasonalPoolParams; model: ForecastModel };
  "forecast.constant": { params: ConstantParams; model: ForecastModel };
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
  "forecast.temporal_hierarchy": { params: TemporalHierarchyParams; model: ForecastModel };
  "forecast.theta": { params: ThetaParams; model: ForecastModel };
  "forecast.tsb": { params: TSBParams; model: ForecastModel };
  "forecast.window_average": { params: WindowAverageParams; model: ForecastModel };
  "text.bm25": { params: BM25Params; model: IndexModel };
  "text.calibrated_classifier": { params: CalibratedClassifierParams; model: ClassifierModel };
  "text.complement_nb": { params: ComplementNBParams; model: ClassifierModel };
  "text.count": { params: CountVectorizerParams; model: VectorizerModel };
  "text.exact_neighbors": { params: ExactNeighborsParams; model: IndexModel };
  "text.fasttext_classifier": { params: FastTextClassifierParams; model: ClassifierModel };
  "text.hashing": { params: HashingVectorizerParams; model: VectorizerModel };
  "text.hnsw": { params: HNSWParams; model: IndexModel };
  "text.language_identifier": { params: LanguageIdentifierParams; model: ClassifierModel };
  "text.latent_dirichlet_allocation": { params: LatentDirichletAllocationParams; model: VectorizerModel };
  "text.linear_classifier": { params: LinearClassifierParams; model: ClassifierModel };
  "text.linear_svm": { params: LinearSVMParams; model: ClassifierModel };
  "text.logistic_regression": { params: LogisticRegressionParams; model: ClassifierModel };
  "text.multinomial_nb": { params: MultinomialNBParams; model: ClassifierModel };
  "text.nmf": { params: NMFParams; model: VectorizerModel };
  "text.ridge": { params: RidgeParams; model: RegressorModel };
  "text.sentence_encoder": { params: SentenceEncoderParams; model: VectorizerModel };
  "text.tfidf": { params: TfidfVectorizerParams; model: VectorizerModel };
  "text.truncated_svd": { params: TruncatedSVDParams; model: VectorizerModel };
  "text.word_vectors": { params: WordVectorsParams; model: VectorizerModel };
}
