/** The sample's accounts all have this password; they exist only in the sample county. */
export const SAMPLE_PASSWORD = 'anlan-2026-yunze'
