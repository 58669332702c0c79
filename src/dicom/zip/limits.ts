/** Most files that an archive may hold. */
export const MOST_FILES = 200_000

/** Most bytes of one file when it is unpacked: 512 MiB, a multi-frame CT of 1,000 slices of 512 x 512. */
export const MOST_FILE_BYTES = 512 * 2 ** 20

/** Most bytes of all files of an archive when they are unpacked: 16 GiB. */
export const MOST_BYTES = 16 * 2 ** 30

/** Images pack to a half or a third; an archive that promises more than this ratio and 1 GiB was made to do harm. */
export const MOST_RATIO = 200
export const RATIO_COUNTS_FROM_BYTES = 2 ** 30
