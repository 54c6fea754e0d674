import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate, withDatabase } from '#platform/db/index.ts'
import { startEmbedded } from '#platform/postgres/index.ts'
import { APP_TEST_PASSWORD, TEMPLATE } from '#platform/testing.ts'
import { policies } from './policies.ts'

const migrations = fileURLToPath(new URL('../../migrations', import.meta.url))

/** One server for the whole run: embedded, or the one that TEST_DATABASE_URL names. The template is migrated once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL']
  const folder = given ? null : await mkdtemp(path.join(tmpdir(), 'anlan-test-'))
  // Started by root, the server runs as nobody and must be able to enter.
  if (folder) await chmod(folder, 0o711)
  const server = folder ? await startEmbedded({ dataDir: folder }) : null
  const ownerUrl = given ?? server?.ownerUrl ?? ''
  const stop = async (): Promise<void> => {
    await server?.stop()
    if (folder) await rm(folder, { recursive: true, force: true })
  }
  try {
    await makeTemplate(ownerUrl)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('ownerUrl', ownerUrl)
  return stop
}

async function makeTemplate(ownerUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: ownerUrl })
  await admin.connect()
  await admin.query(`drop database if exists ${TEMPLATE} with (force)`)
  await admin.query(`create database ${TEMPLATE}`)
  await migrate(withDatabase(ownerUrl, TEMPLATE), migrations, policies)
  await admin.query(`alter role anlan_app password '${APP_TEST_PASSWORD}'`)
  await admin.end()
}
