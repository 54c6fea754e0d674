import { Alert, Button, Input, Radio } from 'antd'
import { useState, type ReactNode } from 'react'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { FieldBox, OrgPicker, Sheet, useT } from '#platform/web/index.ts'
import { LEVEL_TEXT, LEVELS, SOURCE_TEXT, type LevelKey } from '../model.ts'
import { useIssue } from './useWarnings.ts'

const BY_HAND = ['weather', 'crowd', 'above', 'other'] as const

/** A warning by hand: weather, crowd, notice from above. */
export function IssueSheet({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }): ReactNode {
  const t = useT()
  const issue = useIssue()
  const [ids] = useState(() => ({ id: uuidv7(Date.now()), matterId: uuidv7(Date.now()) }))
  const [title, setTitle] = useState('')
  const [words, setWords] = useState('')
  const [level, setLevel] = useState<LevelKey>('yellow')
  const [source, setSource] = useState<(typeof BY_HAND)[number]>('weather')
  const [orgId, setOrgId] = useState<string | null>(null)
  const ready = title.trim().length >= 2
  const send = (): void =>
    issue.mutate(
      { ...ids, title, level, source, orgId, ...(words.trim() ? { words } : {}) },
      {
        onSuccess: ({ matterId }) => {
          onDone(matterId)
          onClose()
        },
      },
    )
  return (
    <Sheet
      open
      title={t(text('人工预警', 'Raise a warning'))}
      onClose={onClose}
      footer={
        <Button type="primary" disabled={!ready} loading={issue.isPending} onClick={send}>
          {t(text('发出预警', 'Raise it'))}
        </Button>
      }
    >
      {issue.error ? <Alert type="error" showIcon role="alert" title={issue.error.message} /> : null}
      <FieldBox id="issue-source" label={t(text('来源', 'Source'))}>
        <Radio.Group
          id="issue-source"
          value={source}
          onChange={(e) => setSource(e.target.value as (typeof BY_HAND)[number])}
          options={BY_HAND.map((s) => ({ value: s, label: t(SOURCE_TEXT[s]) }))}
        />
      </FieldBox>
      <FieldBox id="issue-level" label={t(text('等级', 'Level'))}>
        <Radio.Group
          id="issue-level"
          value={level}
          onChange={(e) => setLevel(e.target.value as LevelKey)}
          options={LEVELS.map((l) => ({ value: l, label: t(LEVEL_TEXT[l]) }))}
        />
      </FieldBox>
      <FieldBox id="issue-title" label={t(text('预警内容', 'What'))}>
        <Input id="issue-title" value={title} maxLength={120} onChange={(e) => setTitle(e.target.value)} />
      </FieldBox>
      <FieldBox id="issue-words" label={t(text('情况（可不填）', 'What is known (optional)'))}>
        <Input.TextArea id="issue-words" value={words} maxLength={1000} rows={3} onChange={(e) => setWords(e.target.value)} />
      </FieldBox>
      <FieldBox id="issue-org" label={t(text('有关企业（可不填）', 'Enterprise (optional)'))}>
        <OrgPicker id="issue-org" value={orgId} onChange={setOrgId} />
      </FieldBox>
    </Sheet>
  )
}
