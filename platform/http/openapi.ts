import { z } from 'zod'
import { say, type Lang } from '#kernel/text.ts'
import type { Route } from './route.ts'

type Json = Record<string, unknown>

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _none, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json
  return rest
}

function parameters(schema: z.ZodType, where: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: one,
  }))
}

function operation(route: Route, lang: Lang): Json {
  const answer =
    route.response === 'stream'
      ? { description: 'stream' }
      : { description: 'OK', content: { 'application/json': { schema: jsonSchema(route.response, 'output') } } }
  return {
    operationId: route.audit,
    summary: say(route.text, lang),
    'x-permission': route.permission,
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(route.body === null
      ? {}
      : {
          requestBody: {
            content:
              route.body === 'stream'
                ? { 'multipart/form-data': { schema: { type: 'object' } } }
                : { 'application/json': { schema: jsonSchema(route.body, 'input') } },
          },
        }),
    responses: {
      200: answer,
      default: { description: 'RFC 9457', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  }
}

/** The route table as an OpenAPI 3.1 document. */
export function openapi(routes: readonly Route[], lang: Lang, version: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const url = route.path.replace(/:(\w+)/g, '{$1}')
    paths[url] = { ...paths[url], [route.method.toLowerCase()]: operation(route, lang) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Anlan 安澜', version },
    paths,
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'status', 'title'],
          properties: {
            type: { type: 'string' },
            status: { type: 'integer' },
            title: { type: 'string' },
            detail: { type: 'string' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                properties: { field: { type: 'string' }, message: { type: 'string' }, remedy: { type: 'string' } },
              },
            },
          },
        },
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'anlan.session_token' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}
