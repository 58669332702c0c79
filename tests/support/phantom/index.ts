export {
  type Acquisition,
  acquire,
  axial,
  cutsOf,
  hashOf,
  type Material,
  type Orientation,
  sagittal,
  uidOf,
  volumeOf,
} from './acquisition.js'
export {
  AIR,
  barrier,
  body,
  concern,
  isotropic,
  type OtherSeries,
  organ,
  type Part,
  type Phantom,
  type PhantomRequest,
  phantomOf,
  rigidOf,
  target,
} from './case.js'
export { type PhantomFiles, writePhantoms } from './files.js'
export { type Drawn, structureSetOf } from './structures.js'
