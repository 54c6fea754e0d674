/** The files of a small Strapi project: two content types, the limit to the town, one user. */
const text = (length = 'string'): { type: string } => ({ type: length })
const relation = { type: 'relation', relation: 'manyToOne', target: 'api::org.org' }

const schema = (one: string, many: string, attributes: Record<string, unknown>): string =>
  JSON.stringify({
    kind: 'collectionType',
    collectionName: many,
    info: { singularName: one, pluralName: many, displayName: one },
    options: { draftAndPublish: false },
    attributes,
  })

const core = (make: string, rest = ''): string =>
  `const { factories } = require('@strapi/strapi')\nmodule.exports = factories.${make}${rest}`

const guarded = `{ config: { find: { middlewares: ['global::town'] }, findOne: { middlewares: ['global::town'] }, create: { middlewares: ['global::town'] } } }`

/** The user is called as the town: what is asked for is narrowed to it, what is made must lie in it. */
const town = `module.exports = () => async (context, next) => {
  const town = context.state.user.username
  // A create knows no filters: Strapi refuses them as malformed.
  if (context.method === 'POST') return context.request.body.data.path === town ? next() : context.forbidden()
  // Changed in place: setting the query anew would make Strapi write and read it once more.
  const query = context.query
  query.filters = { $and: [...(query.filters ? [query.filters] : []), { path: { $eq: town } }] }
  return next()
}`

/** By document id Strapi asks without the filters: one record is found here by both. */
const controller = `const { factories } = require('@strapi/strapi')
module.exports = factories.createCoreController('api::matter.matter', ({ strapi }) => ({
  async findOne(context) {
    const { filters, populate } = context.query
    const found = await strapi.documents('api::matter.matter').findFirst({ filters: { $and: [filters, { documentId: { $eq: context.params.id } }] }, populate })
    if (!found) return context.notFound()
    return this.transformResponse(await this.sanitizeOutput(found, context))
  },
}))`

const index = `module.exports = {
  async bootstrap({ strapi }) {
    const username = process.env.BENCH_TOWN
    const users = strapi.db.query('plugin::users-permissions.user')
    if (await users.findOne({ where: { username } })) return
    const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } })
    for (const action of ['find', 'findOne', 'create'])
      await strapi.db.query('plugin::users-permissions.permission').create({ data: { action: 'api::matter.matter.' + action, role: role.id } })
    await strapi.db.query('plugin::users-permissions.permission').create({ data: { action: 'api::org.org.find', role: role.id } })
    await strapi.plugin('users-permissions').service('user').add({
      username, email: 'clerk@example.com', password: process.env.BENCH_PASSWORD, confirmed: true, blocked: false, provider: 'local', role: role.id,
    })
  },
}`

const database = `module.exports = ({ env }) => ({ connection: { client: 'postgres', pool: { min: 2, max: 12 },
  connection: { host: '127.0.0.1', port: env.int('DB_PORT'), database: env('DB_NAME'), user: 'owner', password: 'trusted' } } })`

/** Path in the project → content. */
export const FILES: Readonly<Record<string, string>> = {
  'config/server.js': `module.exports = ({ env }) => ({ host: '127.0.0.1', port: env.int('PORT'), app: { keys: ['one', 'two'] } })`,
  'config/database.js': database,
  'config/admin.js': `module.exports = { serveAdminPanel: false, auth: { secret: 'bench-admin-secret' }, apiToken: { salt: 'salt' }, transfer: { token: { salt: 'salt' } },
  secrets: { encryptionKey: 'bench-key-of-thirty-two-octets!!' } }`,
  'config/api.js': `module.exports = { rest: { defaultLimit: 25, maxLimit: 100, withCount: false } }`,
  'config/plugins.js': `module.exports = { 'users-permissions': { config: { jwtSecret: 'bench-jwt-secret' } } }`,
  'config/middlewares.js': `module.exports = ['strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::query', 'strapi::body', 'strapi::favicon', 'strapi::public']`,
  'src/index.js': index,
  'src/middlewares/town.js': town,
  'src/api/org/content-types/org/schema.json': schema('org', 'orgs', { kind: text(), name: text(), path: text() }),
  'src/api/org/controllers/org.js': core('createCoreController', `('api::org.org')`),
  'src/api/org/services/org.js': core('createCoreService', `('api::org.org')`),
  'src/api/org/routes/org.js': core('createCoreRouter', `('api::org.org')`),
  'src/api/matter/content-types/matter/schema.json': schema('matter', 'matters', {
    kind: text(),
    no: text(),
    title: text(),
    state: text(),
    phase: text(),
    level: text(),
    path: text(),
    sector: text(),
    opened_by: text(),
    opened_at: text('datetime'),
    assignee_id: text(),
    state_since: text('datetime'),
    closed_at: text('datetime'),
    due_at: text('datetime'),
    due_clause: text('json'),
    details: text('json'),
    done_by: text('json'),
    seq: text('integer'),
    head_hash: text(),
    org: relation,
    office: relation,
  }),
  'src/api/matter/controllers/matter.js': controller,
  'src/api/matter/services/matter.js': core('createCoreService', `('api::matter.matter')`),
  'src/api/matter/routes/matter.js': core('createCoreRouter', `('api::matter.matter', ${guarded})`),
}
