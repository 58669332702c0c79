/** The steps of the page, in their order. */
export type Step = 'case' | 'roles' | 'proposal' | 'review' | 'export'
