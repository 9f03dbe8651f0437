/**
 * Forecasting, anomaly detection and text features with one Rust core: the same model file gives the same bits in Node,
 * Python, Java and Rust.
 *
 * Every verb returns a promise and works on threads of its own, so that the event loop stays free; its twin that ends in
 * `Sync` blocks and returns the answer itself. Both throw the same {@link KingpostError}.
 */

import type { Components } from "./lib/components.js";

declare global {
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}

export * from "./lib/components.js";
export * from "./lib/functions.js";

/** The release. */
export declare const version: string;

// ---------------------------------------------------------------------------------------------------- errors

/** What an error is about, the same in every language. */
export type ErrorCode =
  | "kp.invalid_params"
  | "kp.unknown_component"
  | "kp.invalid_data"
  | "kp.not_enough_data"
  | "kp.missing_values"
  | "kp.unsupported"
  | "kp.not_fitted"
  | "kp.corrupt_model"
  | "kp.incompatible_model"
  | "kp.device_unavailable"
  | "kp.io"
  | "kp.cancelled"
  | "kp.deadline_exceeded"
  | "kp.internal";

/** Every error code. */
export declare const errorCodes: readonly ErrorCode[];

/**
 * What a call that failed throws or rejects with.
 *
 * An aborted call rejects with its signal's `reason` instead.
 */
export declare class KingpostError extends Error {
  constructor(code: ErrorCode, message: string, context?: Record<string, string>, cause?: unknown);
  readonly name: "KingpostError";
  /** The kind of the error, to branch on. */
  readonly code: ErrorCode;
  /** The place of the error: `param`, `series`, `column`, `row`, ... */
  readonly context: Readonly<Record<string, string>>;
}

// ------------------------------------------------------------------------------------------------------ data

/** An array of numbers of any kind; 64-bit ones are for times and ids that do not fit a `number`. */
export type TypedArray =
  | Float64Array
  | Float32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/**
 * The values of one column. In lists, `null` and `undefined` are missing numbers or texts; NaN is a missing number too.
 *
 * Plain numbers are real numbers; a column of ids, of times or of labels whose numbers are all whole counts as whole
 * numbers. Times are `Date`s, or whole numbers for time that has no calendar; `{ type: "time", unit: "ms", values }` makes
 * dates of numbers.
 */
export type Column =
  | TypedArray
  | ReadonlyArray<number | null | undefined>
  | ReadonlyArray<string | null | undefined>
  | readonly Date[]
  | readonly boolean[]
  | TypedColumn;

/** A column that says what it holds. */
export type TypedColumn =
  | { type: "f64"; values: ReadonlyArray<number | null> | TypedArray }
  | { type: "i64"; values: readonly number[] | TypedArray }
  | { type: "bool"; values: readonly boolean[] }
  | { type: "str"; values: ReadonlyArray<string | null> }
  | { type: "time"; unit?: "s" | "ms" | "us" | "ns"; values: readonly number[] | readonly Date[] | TypedArray };

/** A value in a row. */
export type Cell = number | string | boolean | Date | null | undefined;

/** A matrix of numbers, row after row; its columns are called x0, x1, ... */
export interface Matrix {
  data: readonly number[] | TypedArray;
  rows: number;
  columns: number;
}

/** Rows that are mostly zeros: row r has the entries `indptr[r]` to `indptr[r + 1]` of `indices` and `values`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly indptr: Float64Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** A sparse matrix of your own; `scipy.sparse.csr_matrix` has the same three arrays. */
export interface SparseInput {
  columns: number;
  indptr: readonly number[] | TypedArray;
  indices: readonly number[] | TypedArray;
  values: readonly number[] | TypedArray;
}

/** Columns by name, or rows as objects with the same fields, or Arrow IPC bytes. A `Uint8Array` is always Arrow bytes. */
export type Table = { readonly [column: string]: Column } | ReadonlyArray<Record<string, Cell>> | Frame | Uint8Array;
/** An array of numbers that is data by itself. A `Uint8Array` is not: it is Arrow bytes, and bytes of a column go as `{ y: bytes }`. */
export type Numbers = Exclude<TypedArray, Uint8Array>;
/** Series in the long format: `unique_id`, `ds`, `y` unless the options say otherwise; or the values of one series. */
export type PanelData = Table | ReadonlyArray<number | null | undefined> | Numbers;
/** Rows of numbers or categories. */
export type TableData = Table | Matrix | ReadonlyArray<readonly number[] | TypedArray> | readonly number[] | Numbers;
/** Texts, or a table with a column of texts. */
export type TextData = readonly string[] | Table;
/** Texts, or the features that a vectorizer made of them. */
export type DocumentData = TextData | SparseMatrix | SparseInput;
/** The number of each document. */
export type Targets = readonly number[] | TypedArray;
/** What a document's class is called. */
export type Labels = readonly string[] | readonly number[] | readonly boolean[] | TypedArray;

/** The values of a column of an answer; whole numbers beyond 2^53 come as text. */
export type Values = Float64Array | Date[] | boolean[] | Array<string | null>;

/** A row of an answer. */
export type Row = { [column: string]: number | string | boolean | Date | null };

/**
 * An answer: columns by name. Iterate it for rows; `JSON.stringify` writes plain lists, dates in ISO 8601 and missing
 * numbers as null.
 *
 * @example
 * const forecast = await model.forecast(12);
 * forecast["AutoETS"];      // Float64Array
 * for (const row of forecast) console.log(row.ds, row.AutoETS);
 */
export type Frame = { readonly [column: string]: Values } & Iterable<Row>;

/** A frame with these columns of numbers, and what else there is. */
export type FrameOf<Numbers extends string> = Frame & { readonly [column in Numbers]: Float64Array };

// --------------------------------------------------------------------------------------------------- options

/** How far a call is. */
export interface Progress {
  /** Steps done. */
  done: number;
  /** Steps in all. */
  total: number;
}

/** How a call is stopped. */
export interface SignalOptions {
  /** Stops the work; the promise rejects with the signal's reason. */
  signal?: AbortSignal | null;
}

/** What every call that computes can be told. */
export interface CallOptions extends SignalOptions {
  /** Threads at most; -1 for all. The numbers do not depend on it. */
  nJobs?: number | null;
  /** Fails with `kp.deadline_exceeded` after so many milliseconds. */
  timeoutMs?: number | null;
  /** Called at most ten times a second; what it throws stops the call. */
  onProgress?: ((progress: Progress) => void) | null;
}

/** What every fit and every update can be told. */
export interface FitOptions extends CallOptions {
  /** Of everything random, from 0 to 2^53; 0 unless given. */
  seed?: number | null;
}

/** How a panel is read. */
export interface PanelOptions {
  /** The column that tells series apart. @default "unique_id" */
  idCol?: string;
  /** The column of times. @default "ds" */
  timeCol?: string;
  /** The column of values. @default "y" */
  targetCol?: string;
  /** The step between observations, such as `MS`, `D`, `15min` or `1`; found in the data unless given. */
  freq?: string | null;
  /** What to do where a value or a whole row is missing. @default "keep" */
  missing?: "keep" | "forward_fill" | "interpolate" | "zero";
}

/** How a forecaster reads its data and what it keeps. */
export interface ForecastFitOptions extends FitOptions, PanelOptions {
  /** The name of the forecast column; the component's name unless given. */
  alias?: string | null;
  /** Keep the observations and their one-step forecasts, for `fitted` and `residuals`. @default true */
  keepFitted?: boolean;
  /** Stop at the first series that cannot be read or fitted, instead of listing it under `failures`. @default false */
  failFast?: boolean;
  /**
   * Fit AutoETS to a series that has too few observations for the component: one is enough. Its forecasts are marked, with
   * `AutoETS` in a column such as `AutoTheta-fallback`, and `failures` lists it with the reason. Without, such a series
   * fails. @default true
   */
  fallback?: boolean;
  /**
   * Where prediction intervals come from: the model, or its errors at the end of the history ("conformal": a second fit
   * scales the model's intervals so that they would have held the last observations of the panel as often as their level
   * says), or simulated paths ("bootstrap"). @default "model"
   */
  intervals?: "model" | "conformal" | "bootstrap";
  /** From how many origins, one observation apart, conformal intervals look ahead. @default 12 */
  conformalWindows?: number;
  /** Set forecasts and bounds below zero to zero. @default false */
  nonNegative?: boolean;
  /** What the component learns in place of the values. @default "none" */
  transform?: "none" | "log" | "log1p" | "sqrt" | "box_cox";
  /** The power of the transform `box_cox`, from 0 to 2; found for each series unless given. */
  boxCoxLambda?: number | null;
  /** Make forecasts of a transform means instead of medians. @default false */
  biasAdjust?: boolean;
}

/** How a series detector reads its data. */
export interface SeriesDetectFitOptions extends FitOptions, PanelOptions {
  /**
   * How the scores of several columns become one, each counted in deviations of its channel's scores; a panel with further
   * columns is refused unless given.
   */
  channels?: "largest" | "mean" | null;
  /** Stop at the first series that cannot be fitted, instead of listing it under `failures`. @default false */
  failFast?: boolean;
}

/** How a text component reads its data. */
export interface TextFitOptions extends FitOptions {
  /** The column of texts; a table with one column of text needs no name. @default "text" */
  textCol?: string;
}

/** How a classifier reads its data. */
export interface ClassifyFitOptions extends TextFitOptions {
  /** The column of labels, where they are not given apart. @default "label" */
  labelCol?: string;
}

/** How a regressor reads its data. */
export interface RegressFitOptions extends TextFitOptions {
  /** The column of numbers to be predicted, where they are not given apart. @default "y" */
  targetCol?: string;
}

// ------------------------------------------------------------------------------------------------ components

/**
 * What all components share: an id and parameters.
 *
 * Where a parameter is a component (`trendForecaster`, `models`), it is one of these, or its name, or
 * `{ forecaster: "AutoETS", params: { seasonLength: 12 } }`.
 */
declare abstract class Estimator<Params> {
  readonly component: keyof Components;
  readonly params: Params;
}

/** A component that forecasts the series of a panel. */
export declare abstract class Forecaster<Params = object> extends Estimator<Params> {
  /** Fits every series. */
  fit(data: PanelData, options?: ForecastFitOptions): Promise<ForecastModel>;
  fitSync(data: PanelData, options?: ForecastFitOptions): ForecastModel;
}

/** A component that scores the rows of a table. */
export declare abstract class Detector<Params = object> extends Estimator<Params> {
  fit(data: TableData, options?: FitOptions): Promise<DetectorModel>;
  fitSync(data: TableData, options?: FitOptions): DetectorModel;
  /**
   * `fit` and `predict` of the same rows, which are scored once: the same bits in less time; but KNN, LOF and COF leave
   * each row out of its own neighbours.
   */
  fitPredict(data: TableData, options?: FitOptions): Promise<{ model: DetectorModel; judged: Judgement }>;
  fitPredictSync(data: TableData, options?: FitOptions): { model: DetectorModel; judged: Judgement };
}

/** A component that scores the observations of the series of a panel. */
export declare abstract class SeriesDetector<Params = object> extends Estimator<Params> {
  /** Fits every series. */
  fit(data: PanelData, options?: SeriesDetectFitOptions): Promise<SeriesDetectorModel>;
  fitSync(data: PanelData, options?: SeriesDetectFitOptions): SeriesDetectorModel;
  /** `fit` and `predict` of the same series, which are scored once: the same bits in less time. */
  fitPredict(
    data: PanelData,
    options?: SeriesDetectFitOptions,
  ): Promise<{ model: SeriesDetectorModel; judged: Judgement }>;
  fitPredictSync(
    data: PanelData,
    options?: SeriesDetectFitOptions,
  ): { model: SeriesDetectorModel; judged: Judgement };
}

/** A component that scores rows one after the other and learns from each. */
export declare abstract class StreamDetector<Params = object> extends Estimator<Params> {
  fit(data: TableData, options?: FitOptions): Promise<StreamModel>;
  fitSync(data: TableData, options?: FitOptions): StreamModel;
}

/** A component that makes features of texts. */
export declare abstract class Vectorizer<Params = object> extends Estimator<Params> {
  fit(data: TextData, options?: TextFitOptions): Promise<VectorizerModel>;
  fitSync(data: TextData, options?: TextFitOptions): VectorizerModel;
  /** `fit` and `transform` of the same texts, which are read once: the same bits in less time. */
  fitTransform(data: TextData, options?: TextFitOptions): Promise<{ model: VectorizerModel; features: SparseMatrix }>;
  fitTransformSync(data: TextData, options?: TextFitOptions): { model: VectorizerModel; features: SparseMatrix };
}

/** A component that puts documents into classes. */
export declare abstract class Classifier<Params = object> extends Estimator<Params> {
  fit(data: DocumentData, labels?: Labels, options?: ClassifyFitOptions): Promise<ClassifierModel>;
  fitSync(data: DocumentData, labels?: Labels, options?: ClassifyFitOptions): ClassifierModel;
}

/** A component that predicts a number of each document. */
export declare abstract class Regressor<Params = object> extends Estimator<Params> {
  fit(data: DocumentData, targets?: Targets, options?: RegressFitOptions): Promise<RegressorModel>;
  fitSync(data: DocumentData, targets?: Targets, options?: RegressFitOptions): RegressorModel;
}

/** Texts, or vectors as columns of numbers; with a column of ids, text or whole numbers, where items have some. */
export type ItemData = TextData | TableData;

/** How an index reads its items. */
export interface IndexFitOptions extends FitOptions {
  /** The column of ids; without it rows are numbered from 0. */
  idCol?: string;
  /** The column of texts, where texts are kept. */
  textCol?: string;
}

/** A component that finds the texts or vectors nearest to a query. */
export declare abstract class Index<Params = object> extends Estimator<Params> {
  fit(data: ItemData, options?: IndexFitOptions): Promise<IndexModel>;
  fitSync(data: ItemData, options?: IndexFitOptions): IndexModel;
}

/** The data that a component of this model is fitted to. */
type DataOf<M> = M extends ForecastModel | SeriesDetectorModel
  ? PanelData
  : M extends VectorizerModel
    ? TextData
    : M extends ClassifierModel | RegressorModel
      ? DocumentData
      : M extends IndexModel
        ? ItemData
        : TableData;
/** The options of its fit. */
type OptionsOf<M> = M extends ForecastModel
  ? ForecastFitOptions
  : M extends SeriesDetectorModel
    ? SeriesDetectFitOptions
    : M extends VectorizerModel
      ? TextFitOptions
      : M extends ClassifierModel
        ? ClassifyFitOptions & { target?: Labels }
        : M extends RegressorModel
          ? RegressFitOptions & { target?: Targets }
          : M extends IndexModel
            ? IndexFitOptions
            : FitOptions;

/**
 * Fits the component of an id; a classifier's labels and a regressor's numbers are `options.target`.
 *
 * @example
 * const model = await fit("forecast.naive", {}, [1, 2, 3]);
 */
export declare function fit<Id extends keyof Components>(
  id: Id,
  params: Components[Id]["params"] | null | undefined,
  data: DataOf<Components[Id]["model"]>,
  options?: OptionsOf<Components[Id]["model"]>,
): Promise<Components[Id]["model"]>;
export declare function fitSync<Id extends keyof Components>(
  id: Id,
  params: Components[Id]["params"] | null | undefined,
  data: DataOf<Components[Id]["model"]>,
  options?: OptionsOf<Components[Id]["model"]>,
): Components[Id]["model"];

/**
 * Calls the function of an id with its tables in order; `undefined` or null for one that is absent.
 *
 * @example
 * const coherent = await call("forecast.reconcile", { method: "ols" }, [forecasts, hierarchy]);
 */
export declare function call(
  id: string,
  params: object | null | undefined,
  tables: ReadonlyArray<PanelData | null | undefined>,
  options?: FitOptions,
): Promise<Frame | string>;
export declare function callSync(
  id: string,
  params: object | null | undefined,
  tables: ReadonlyArray<PanelData | null | undefined>,
  options?: FitOptions,
): Frame | string;

/** What a component is for, and so which verbs its models have. */
export type Family = AnyModel["family"];

/** A component as the catalogue describes it. */
export interface ComponentPage {
  id: string;
  /** Its class. */
  name: string;
  /** Goes up when its numbers or its saved state change. */
  version: number;
  family: Family;
  verbs: string[];
  /** Whether it makes use of regressors; other forecasters refuse them. */
  takesRegressors: boolean;
  /** Whether it is a detector that takes missing values; other detectors refuse them. */
  takesMissing: boolean;
  /** The first sentence of its page. */
  summary: string;
  doc: string;
  /** JSON schema of its parameters, under the names that all languages share. */
  params: object;
  /** JSON schema of the options of its fit. */
  options: object;
  /** Its parameters unless given. */
  defaults: Record<string, unknown>;
}

/** Every component. */
export declare function list(): ComponentPage[];
/** The component of an id; throws `kp.unknown_component`. */
export declare function get(id: string): ComponentPage;
/** The components whose id, name or page has every word of the query. */
export declare function search(query: string): ComponentPage[];

// ---------------------------------------------------------------------------------------------------- models

/** What a model says about itself; the owner writes all of it but `facts`. */
export interface Card {
  name?: string;
  purpose?: string;
  owner?: string;
  intendedUse?: string;
  limitations?: string;
  licence?: string;
  /** When it was made, RFC 3339; the library reads no clock. */
  created?: string;
  extra?: Record<string, string>;
  /** What was found at fit: rows, period, seed, digest of the data. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** One check of a {@link Report}. */
export interface Check {
  name: string;
  ok: boolean;
  detail: string;
}

/** What was checked of a model. */
export interface Report {
  contentId: string;
  component: string;
  library: string;
  format: number;
  /** How many saved answers were compared. */
  vectors: number;
  checks: Check[];
  ok: boolean;
}

/** Facts and tables that only one kind of model has. */
export interface Parts {
  summary: Record<string, unknown>;
  tables: Record<string, Frame>;
}

/** A file by its path or its `file:` URL. */
export type FilePath = string | URL;

/** A fitted model of any family, discriminated by `family`. */
export type AnyModel =
  | ForecastModel
  | DetectorModel
  | SeriesDetectorModel
  | StreamModel
  | VectorizerModel
  | ClassifierModel
  | RegressorModel
  | IndexModel;

/** What every fitted model can do. Made by `fit` and `load`. */
export declare abstract class Model {
  protected constructor();
  /** The component's id. */
  readonly component: string;
  /** The parameters that it was fitted with, defaults written out. */
  readonly params: Record<string, unknown>;
  /** What the model says about itself. */
  readonly card: Card;
  /** Writes the owner's part of the card. */
  setCard(card: Omit<Card, "facts">): void;

  /** Facts and tables that only this kind of model has. */
  parts(options?: SignalOptions): Promise<Parts>;
  partsSync(options?: SignalOptions): Parts;
  /**
   * Writes the model file; the file that was there stays until the new one is complete. A `FastTextClassifier`'s is for
   * fastText where the name ends in `.fasttext.bin` or `.ftz`.
   */
  save(path: FilePath, options?: SignalOptions): Promise<void>;
  saveSync(path: FilePath, options?: SignalOptions): void;
  /** The bytes of the model file. */
  toBytes(options?: SignalOptions): Promise<Uint8Array>;
  toBytesSync(options?: SignalOptions): Uint8Array;
  /** SHA-256 of what the model is: the name that no other model has. */
  contentId(options?: SignalOptions): Promise<string>;
  contentIdSync(options?: SignalOptions): string;
  /** Replays the model's own test vectors on this machine. */
  verify(options?: SignalOptions): Promise<Report>;
  verifySync(options?: SignalOptions): Report;
  /** A copy that is updated apart from this one. */
  clone(options?: SignalOptions): Promise<this>;
  cloneSync(options?: SignalOptions): this;
  /** Calls a verb by the name that all languages share; for tools that do not know the family. */
  call(verb: string, args?: object | null, data?: unknown, options?: CallOptions): Promise<Frame | SparseMatrix>;
  callSync(verb: string, args?: object | null, data?: unknown, options?: CallOptions): Frame | SparseMatrix;
  /** Frees the native memory now rather than when the garbage collector comes; the model answers no more. */
  dispose(): void;
  [Symbol.dispose](): void;
}

/** How to forecast. */
export interface ForecastOptions extends CallOptions {
  /** Levels of prediction intervals in per cent, such as `[80, 95]`. */
  level?: number | readonly number[];
  /** Future values of the regressors that the model was fitted with. */
  future?: Table;
  /** Add a column for each part of the forecast, such as `AutoETS-trend`; they sum to it. @default false */
  components?: boolean;
}

/** What is to be simulated, and how. */
export interface SimulateOptions extends FitOptions {
  /** How many paths a series. @default 100 */
  paths?: number;
  /** The future values of the regressors. */
  future?: PanelData;
}

/** A fitted forecaster. */
export declare class ForecastModel extends Model {
  readonly family: "forecaster";
  /** Forecasts `h` steps of every series: id, time, the component's name, and `-lo-95`, `-hi-95` for each level. */
  forecast(h: number, options?: ForecastOptions): Promise<Frame>;
  forecastSync(h: number, options?: ForecastOptions): Frame;
  /** Paths that each series may take: id, time, `path` from 0, the component's name; path after path of each series. */
  simulate(h: number, options?: SimulateOptions): Promise<FrameOf<"path">>;
  simulateSync(h: number, options?: SimulateOptions): FrameOf<"path">;
  /** One-step forecasts of the observations that it was fitted to. */
  fitted(options?: CallOptions): Promise<Frame>;
  fittedSync(options?: CallOptions): Frame;
  /** Observations less fitted values. */
  residuals(options?: CallOptions): Promise<FrameOf<"residual">>;
  residualsSync(options?: CallOptions): FrameOf<"residual">;
  /**
   * The series that the component could not be fitted to: id, `code`, `message`, `fallback`: what stands in, or missing
   * where a series is left out.
   */
  failures(options?: CallOptions): Promise<Frame>;
  failuresSync(options?: CallOptions): Frame;
  /** Learns from new observations without fitting again; what was expected of them. */
  update(data: PanelData, options?: FitOptions): Promise<Frame>;
  updateSync(data: PanelData, options?: FitOptions): Frame;
}

/** `score`, whether it is over the threshold, and the probability of a lower score: the share of such among those of the fit,
 * or of a stream's last 1,024 rows. */
export type Judgement = Frame & {
  readonly score: Float64Array;
  readonly anomaly: boolean[];
  readonly probability: Float64Array;
};

/** A fitted detector. */
export declare class DetectorModel extends Model {
  readonly family: "detector";
  /** One score a row; higher is more anomalous. */
  score(data: TableData, options?: CallOptions): Promise<Float64Array>;
  scoreSync(data: TableData, options?: CallOptions): Float64Array;
  /** Scores, which rows are anomalies, and how probable a lower score is. */
  predict(data: TableData, options?: CallOptions): Promise<Judgement>;
  predictSync(data: TableData, options?: CallOptions): Judgement;
  /** The share of each column in each row's score. */
  explain(data: TableData, options?: CallOptions): Promise<Frame>;
  explainSync(data: TableData, options?: CallOptions): Frame;
}

/** A fitted detector over series. */
export declare class SeriesDetectorModel extends Model {
  readonly family: "series_detector";
  /** One score a row, in the order of the rows; NaN in a series that could not be fitted. */
  score(data: PanelData, options?: CallOptions): Promise<Float64Array>;
  scoreSync(data: PanelData, options?: CallOptions): Float64Array;
  /**
   * Id and time of each row, its score, whether it is an anomaly: above the threshold of its series, and how probable a
   * lower score is there.
   */
  predict(data: PanelData, options?: CallOptions): Promise<Judgement>;
  predictSync(data: PanelData, options?: CallOptions): Judgement;
  /**
   * How far the score of each channel is above the median of its scores in the fit, in deviations: (upper quartile less
   * median) / 0.6745.
   */
  explain(data: PanelData, options?: CallOptions): Promise<Frame>;
  explainSync(data: PanelData, options?: CallOptions): Frame;
  /** The series that could not be fitted: id, `code`, `message`. */
  failures(options?: CallOptions): Promise<Frame>;
  failuresSync(options?: CallOptions): Frame;
}

/** A row of a stream: its values in the order of the columns, or by name. */
export type StreamRow = readonly number[] | Float64Array | Record<string, number>;

/** A stream detector and what it has learnt so far. */
export declare class StreamModel extends Model {
  readonly family: "stream_detector";
  /** One score a row as things stand; learns nothing. */
  score(data: TableData, options?: CallOptions): Promise<Float64Array>;
  scoreSync(data: TableData, options?: CallOptions): Float64Array;
  /** Scores, and which rows are anomalies; learns nothing. */
  predict(data: TableData, options?: CallOptions): Promise<Judgement>;
  predictSync(data: TableData, options?: CallOptions): Judgement;
  /** Scores each row and then learns from it. */
  update(data: TableData, options?: FitOptions): Promise<Judgement>;
  updateSync(data: TableData, options?: FitOptions): Judgement;
  /**
   * Updates with row after row of a stream; reads on when the answer was taken. `batch` rows, 1 unless given, go together
   * in one call.
   *
   * @example
   * for await (const { row, score, anomaly } of model.stream(source)) if (anomaly) alert(row, score);
   */
  stream<R extends StreamRow>(
    source: AsyncIterable<R> | Iterable<R>,
    options?: FitOptions & { batch?: number },
  ): AsyncGenerator<{ row: R; score: number; anomaly: boolean }, void, undefined>;
}

/** A fitted vectorizer. */
export declare class VectorizerModel extends Model {
  readonly family: "vectorizer";
  /** Features of texts, one row a text. */
  transform(texts: TextData, options?: CallOptions): Promise<SparseMatrix>;
  transformSync(texts: TextData, options?: CallOptions): SparseMatrix;
  /** The name of each feature. */
  featureNames(options?: CallOptions): Promise<string[]>;
  featureNamesSync(options?: CallOptions): string[];
  /**
   * Learns from more texts, so that data larger than memory is fitted in parts: the model is then that of a fit to all of
   * them. `kp.unsupported` where a component needs them all at once. `rows` says how many were taken in.
   */
  update(texts: TextData, options?: FitOptions): Promise<Frame>;
  updateSync(texts: TextData, options?: FitOptions): Frame;
}

/** How an index is searched. */
export interface SearchOptions extends CallOptions {
  /** How many items a query gets at most; 10 unless given. */
  k?: number;
  /** The ids that may be found; all unless given. */
  allow?: readonly (number | string)[];
  /** How many items the search looks at more closely, where the index has this parameter; that of the fit unless given. */
  ef?: number;
}

/** What a search finds: for each query its row, and rank from 1, id and score (higher is nearer) of an item. */
export type Hits = FrameOf<"query" | "rank" | "score">;

/** An index and the items in it. */
export declare class IndexModel extends Model {
  readonly family: "index";
  /** The nearest `k` items of each query, 10 unless given; with `allow`, of the items with these ids; `ef` instead of that of the fit. */
  search(queries: ItemData, options?: SearchOptions): Promise<Hits>;
  searchSync(queries: ItemData, options?: SearchOptions): Hits;
  /** Takes more items in; their `id`. */
  update(data: ItemData, options?: FitOptions): Promise<Frame>;
  updateSync(data: ItemData, options?: FitOptions): Frame;
}

/** A fitted classifier. */
export declare class ClassifierModel extends Model {
  readonly family: "classifier";
  /** The `label` of each document and its `probability`. */
  predict(data: DocumentData, options?: CallOptions): Promise<FrameOf<"probability">>;
  predictSync(data: DocumentData, options?: CallOptions): FrameOf<"probability">;
  /** The probability of each class: a column a class. */
  predictProba(data: DocumentData, options?: CallOptions): Promise<Frame>;
  predictProbaSync(data: DocumentData, options?: CallOptions): Frame;
  /** The classes in order. */
  classes(options?: CallOptions): Promise<string[] | number[] | boolean[]>;
  classesSync(options?: CallOptions): string[] | number[] | boolean[];
  /** The features of each document that speak most for its label. */
  explain(data: DocumentData, options?: CallOptions & { top?: number }): Promise<Frame>;
  explainSync(data: DocumentData, options?: CallOptions & { top?: number }): Frame;
  /**
   * Learns from more texts in the columns of the fit, that of labels among them: the model is then that of a fit to all of
   * them. The first part must have every class. `kp.unsupported` where a component needs all data at once.
   */
  update(data: Table, options?: FitOptions): Promise<Frame>;
  updateSync(data: Table, options?: FitOptions): Frame;
}

/** A fitted regressor. */
export declare class RegressorModel extends Model {
  readonly family: "regressor";
  /** The `prediction` of each document. */
  predict(data: DocumentData, options?: CallOptions): Promise<FrameOf<"prediction">>;
  predictSync(data: DocumentData, options?: CallOptions): FrameOf<"prediction">;
  /** The features of each document that move its prediction most, up or down. */
  explain(data: DocumentData, options?: CallOptions & { top?: number }): Promise<Frame>;
  explainSync(data: DocumentData, options?: CallOptions & { top?: number }): Frame;
}

// ----------------------------------------------------------------------------------------------------- files

/** How a model file is read. */
export interface LoadOptions<M extends Model = AnyModel> extends SignalOptions {
  /** The class that the model must be of, such as `ForecastModel`; `kp.unsupported` for a model of another. */
  as?: { readonly prototype: M };
}

/**
 * Reads a model file, of whatever language.
 *
 * @example
 * const model = await load("sales.kp.safetensors", { as: ForecastModel });
 * const forecast = await model.forecast(3);
 */
export declare function load<M extends Model = AnyModel>(path: FilePath, options?: LoadOptions<M>): Promise<M>;
export declare function loadSync<M extends Model = AnyModel>(path: FilePath, options?: LoadOptions<M>): M;
/** Reads the bytes of a model file. */
export declare function fromBytes<M extends Model = AnyModel>(bytes: Uint8Array, options?: LoadOptions<M>): Promise<M>;
export declare function fromBytesSync<M extends Model = AnyModel>(bytes: Uint8Array, options?: LoadOptions<M>): M;
/** Reads a model file and replays its test vectors on this machine. */
export declare function verify(path: FilePath, options?: SignalOptions): Promise<Report>;
export declare function verifySync(path: FilePath, options?: SignalOptions): Report;
/** What a model file says about itself, without loading the model. */
export declare function inspect(file: FilePath | Uint8Array, options?: SignalOptions): Promise<Record<string, unknown>>;
export declare function inspectSync(file: FilePath | Uint8Array, options?: SignalOptions): Record<string, unknown>;

/** A table as Arrow IPC bytes in the stream format. */
export declare function toArrow(data: TableData): Promise<Uint8Array>;
export declare function toArrowSync(data: TableData): Uint8Array;
/** Arrow IPC bytes, stream or file format, as a frame. */
export declare function fromArrow(bytes: Uint8Array): Promise<Frame>;
export declare function fromArrowSync(bytes: Uint8Array): Frame;

// ------------------------------------------------------------------------------------------------ evaluation

/** A metric as the core describes it. */
export interface MetricPage {
  id: string;
  doc: string;
  greaterIsBetter: boolean;
  columns: string[];
}

/** Every metric. */
export declare function metrics(): MetricPage[];
/** The metric of an id from the columns of a table. */
export declare function metric(id: string, data: TableData, args?: Record<string, unknown>): Promise<number>;
export declare function metricSync(id: string, data: TableData, args?: Record<string, unknown>): number;

/** How a backtest is made. */
export interface BacktestOptions extends Omit<ForecastFitOptions, "keepFitted"> {
  /** Steps ahead from each origin. */
  h?: number;
  /** How many origins. */
  nWindows?: number;
  /** Steps from one origin to the next; `h` unless given, so that no observation is forecast twice. */
  stepSize?: number | null;
  /** How many observations before an origin are fitted; all unless given. */
  inputSize?: number | null;
  /** Levels of prediction intervals in per cent. */
  level?: number | readonly number[];
  /** Fit at every origin, or at every n-th; or with false at the first alone. Origins between are reached by `update`. */
  refit?: boolean | number;
  /** Give the one-step forecasts of what each origin's model has learnt from, in place of the forecasts from there. */
  fitted?: boolean;
  /** Give the series that are left out in place of the forecasts: id, `code` and `message`. */
  failures?: boolean;
}

/**
 * Forecasts every series from origins before its end: id, time, `cutoff` (the last time that the model had seen), value,
 * the component's name, and the bounds of each level. A series that is too short, or that cannot be read, fitted or forecast
 * at one of the origins, is left out; `failures` lists those, and with `failFast` the first of them is an error.
 */
export declare function backtest<Id extends keyof Components>(
  id: Id,
  params: Components[Id]["params"] | null | undefined,
  data: PanelData,
  options?: BacktestOptions,
): Promise<Frame>;
export declare function backtestSync<Id extends keyof Components>(
  id: Id,
  params: Components[Id]["params"] | null | undefined,
  data: PanelData,
  options?: BacktestOptions,
): Frame;
