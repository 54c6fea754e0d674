import { PlusOutlined } from '@ant-design/icons'
import { Button, Popconfirm } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, useT } from '#platform/web/index.ts'
import { Fault } from './Fault.tsx'
import { useDivisions, useSectorNames, type PersonPost, type PersonRow } from './people.ts'
import { NO_POST, postBody, postReady, type PostDraft } from './post-draft.ts'
import { PostFields } from './PostFields.tsx'
import { useRoles } from './roles.ts'
import { useDo } from './useDo.ts'

/** Where a post reaches, in words. */
function usePlaceOf(): (post: PersonPost) => string {
  const t = useT()
  const { nameOf } = useDivisions()
  const sectors = useSectorNames()
  return (post) => {
    const names = post.sectors?.map((id) => {
      const words = sectors.list.find((s) => s.id === id)?.text
      return words ? t(words) : id
    })
    const area = post.path === '' ? t(text('没有辖区', 'No jurisdiction')) : nameOf(post.path)
    return names ? `${area} · ${names.join('、')}` : area
  }
}

/** The posts of a person: change, end, resume, add. */
export function PersonPosts({ person, mayEdit }: { person: PersonRow; mayEdit: boolean }): ReactNode {
  const t = useT()
  const { nameOf } = useRoles()
  const placeOf = usePlaceOf()
  const { run, busy, error } = useDo('people')
  const [open, setOpen] = useState<{ id: string | null; post: PostDraft; orgName?: string } | null>(null)
  const patch = (id: string, body: Record<string, unknown>, done: ReturnType<typeof text>): Promise<boolean> =>
    run(() => api.patch(`/api/posts/${id}`, body), done)
  const store = async (): Promise<void> => {
    if (!open) return
    const body = postBody(open.post)
    const stored =
      open.id === null
        ? await run(() => api.post(`/api/people/${person.id}/posts`, body), text('岗位已增加', 'Post given'))
        : await patch(open.id, body, text('岗位已修改', 'Post changed'))
    if (stored) setOpen(null)
  }
  return (
    <section>
      <h3>{t(text('岗位', 'Posts'))}</h3>
      <Fault error={error} />
      <ul className="rows">
        {person.posts.map((post) => (
          <li key={post.id} className="row">
            <span>
              <strong>{post.orgName || t(text('单位不在您的查看范围内', 'Organisation outside your scope'))}</strong> ·{' '}
              {t(nameOf(post.role))}
              {post.title ? ` · ${post.title}` : ''}
            </span>
            {mayEdit ? (
              <span className="row-acts">
                {post.active ? (
                  <>
                    <Button size="small" disabled={busy} onClick={() => setOpen({ id: post.id, post, orgName: post.orgName })}>
                      {t(text('修改', 'Change'))}
                    </Button>
                    <Popconfirm
                      title={t(text('结束这个岗位？', 'End this post?'))}
                      description={t(
                        text('本人将不能再以此岗位办理；已办的记录不变。', 'The person no longer acts in it; the record stays.'),
                      )}
                      okText={t(text('结束', 'End it'))}
                      cancelText={t(text('取消', 'Cancel'))}
                      onConfirm={() => void patch(post.id, { active: false }, text('岗位已结束', 'Post ended'))}
                    >
                      <Button size="small" disabled={busy}>
                        {t(text('结束', 'End'))}
                      </Button>
                    </Popconfirm>
                  </>
                ) : (
                  <Button
                    size="small"
                    disabled={busy}
                    onClick={() => void patch(post.id, { active: true }, text('岗位已恢复', 'Post resumed'))}
                  >
                    {t(text('恢复', 'Resume'))}
                  </Button>
                )}
              </span>
            ) : null}
            <span className="row-sub">
              {placeOf(post)}
              {post.active ? null : <strong>{t(text('已结束', 'Ended'))}</strong>}
            </span>
          </li>
        ))}
      </ul>
      {open ? (
        <div className="admin-inset">
          <PostFields post={open.post} orgName={open.orgName} onChange={(post) => setOpen({ ...open, post })} />
          <Button type="primary" disabled={!postReady(open.post)} loading={busy} onClick={() => void store()}>
            {open.id === null ? t(text('增加岗位', 'Give the post')) : t(text('保存岗位', 'Save the post'))}
          </Button>{' '}
          <Button onClick={() => setOpen(null)}>{t(text('取消', 'Cancel'))}</Button>
        </div>
      ) : mayEdit ? (
        <Button icon={<PlusOutlined />} onClick={() => setOpen({ id: null, post: NO_POST })}>
          {t(text('增加岗位', 'Give a post'))}
        </Button>
      ) : null}
    </section>
  )
}
