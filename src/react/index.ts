export { type Call, useCall } from './use-call.js'
export {
  type ClosableModel,
  type CreateModel,
  type ModelState,
  type OptionsOf,
  type UsedModel,
  useModel,
} from './use-model.js'
export { type StreamState, type UsedStream, useTextStream } from './use-text-stream.js'
