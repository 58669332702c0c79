import type { Attributes } from '../element/attributes.js'

/** Where one frame's attributes stand. */
export type FrameAttributes = {
  /** The data set of the whole file. */
  readonly file: Attributes
  /**
   * The item that holds an attribute of the frame: its own functional group, else the shared one, else the data set itself
   * (PS3.3 C.7.6.16.1.2: one of the two may hold it). Of a single-frame image the data set.
   */
  readonly holding: (group: string, keyword: string) => Attributes
}

/** Of an image without functional groups: everything stands in the data set. */
export const plainFrame = (a: Attributes): FrameAttributes => ({ file: a, holding: () => a })

/** Whether the image says what holds for its frames in functional groups: enhanced ones do. */
export const hasFunctionalGroups = (a: Attributes): boolean =>
  a.element('PerFrameFunctionalGroupsSequence') !== undefined

/**
 * One entry a frame of an enhanced image (PS3.3 C.7.6.16).
 * @throws dicom/bad-value where the groups are not as many as the frames
 */
export const framesOf = (a: Attributes, count: number): FrameAttributes[] => {
  const shared = a.items('SharedFunctionalGroupsSequence')[0]
  const frames = a.items('PerFrameFunctionalGroupsSequence')
  if (frames.length !== count)
    throw a.badValue('PerFrameFunctionalGroupsSequence', `holds ${frames.length} items for ${count} frames`)
  const sharedGroups = new Map<string, Attributes | undefined>()
  const sharedGroup = (group: string): Attributes | undefined => {
    if (!sharedGroups.has(group)) sharedGroups.set(group, shared?.items(group)[0])
    return sharedGroups.get(group)
  }
  return frames.map((frame) => {
    const groups = new Map<string, Attributes | undefined>()
    const own = (group: string): Attributes | undefined => {
      if (!groups.has(group)) groups.set(group, frame.items(group)[0])
      return groups.get(group)
    }
    return {
      file: a,
      holding: (group, keyword) =>
        [own(group), sharedGroup(group)].find((item) => item?.element(keyword) !== undefined) ?? a,
    }
  })
}
