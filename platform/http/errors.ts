import pg from 'pg'
import { text } from '#kernel/text.ts'
import { conflict, notFound, Problem } from './problem.ts'

/** Faults that the database finds and that are the request's, not ours. */
function fromDatabase(error: pg.DatabaseError): Problem | null {
  switch (error.code) {
    case '23505':
      return conflict(text('已有相同的记录', 'The same record exists already'), { constraint: error.constraint })
    case '23503':
      return new Problem(400, 'bad-input', text('引用的记录不存在', 'A record that is referred to does not exist'))
    case '42501':
      // Row-level security refused the new row: it would lie outside the post's scope.
      return notFound()
    case '57014':
      return new Problem(503, 'too-slow', text('查询超时，请缩小范围后重试', 'The query took too long; narrow it and try again'))
    case '22003':
    case '22021':
    case '22P02':
    case '22007':
    case '22008':
      return new Problem(400, 'bad-input', text('填写的值格式不对', 'A value has the wrong form'))
    default:
      return null
  }
}

/** Any error as a problem that may be shown. What we did not foresee says nothing of the inside. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof pg.DatabaseError) {
    const known = fromDatabase(error)
    if (known) return known
  }
  const status = (error as { statusCode?: number })?.statusCode
  if (status === 429) return new Problem(429, 'too-many', text('操作太频繁，请稍后再试', 'Too many requests; try again shortly'))
  if (status === 413) return new Problem(413, 'too-large', text('内容太大', 'Too large'))
  if (status === 415) return new Problem(415, 'media-type', text('不支持的内容类型', 'Unsupported media type'))
  if (status !== undefined && status >= 400 && status < 500) {
    return new Problem(status, 'bad-request', text('请求格式不对', 'The request is malformed'))
  }
  return new Problem(500, 'fault', text('系统出错，已记录', 'Something failed on our side; it has been recorded'), {
    detail: text('您填写的内容仍在，请稍后重试。', 'What you typed is kept; please try again.'),
  })
}
