/** What calls itself so in recipes, structure sets and reports; the version is package.json's (a test compares). */
export const SOFTWARE_NAME = 'postop-ctv'
export const SOFTWARE_VERSION = '0.1.0'

/** Name and version in one, as a recipe states them. */
export const SOFTWARE = `${SOFTWARE_NAME} ${SOFTWARE_VERSION}`
