/** What differs between the two versions of a fire checklist. */
export interface Version {
  readonly suffix: string
  readonly from: string
  readonly to?: string
  readonly major: (key: string) => string
}
