import { storedLang, ApiError, withQuery } from '#platform/web/index.ts'
import type { z } from 'zod'
import type { Uploaded } from '../model.ts'

/** Sends a plan's file; `onShare` hears how much of it has left (0 to 1). Throws ApiError as the API client does. */
export function uploadPlan(
  file: File,
  query: Readonly<Record<string, string | undefined>>,
  onShare: (share: number) => void,
): Promise<z.output<typeof Uploaded>> {
  return new Promise((done, fail) => {
    // fetch tells nothing of an upload's progress.
    const request = new XMLHttpRequest()
    request.open('POST', withQuery('/api/plans/upload', query))
    request.setRequestHeader('accept-language', storedLang())
    request.responseType = 'json'
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) onShare(event.loaded / event.total)
    }
    request.onload = () => {
      const body = (request.response ?? {}) as Record<string, unknown>
      if (request.status >= 200 && request.status < 300) done(body as z.output<typeof Uploaded>)
      else fail(new ApiError(request.status, body))
    }
    request.onerror = () => fail(new ApiError(0, { title: '', type: 'offline' }))
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}
