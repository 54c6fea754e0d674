import type { ArchivedFile } from './archive.ts'

export const BACKUP_FORMAT = 'anlan-backup/1'

/** First entry of an archive ('head.json'): enough to refuse an archive before anything is unpacked. */
export type BackupHead = { format: typeof BACKUP_FORMAT; createdAt: string; systemId: string; version: string; database: string }

/** Last entry of an archive ('manifest.json'): every other file in it. `extras` are names beside 'pg' in the restored data folder. */
export type BackupManifest = BackupHead & { startLsn: string; stopLsn: string; walFiles: string[]; extras: string[]; files: ArchivedFile[] }
