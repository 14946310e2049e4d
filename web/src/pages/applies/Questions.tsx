import { useRef, useState } from 'react'

import type { Question } from '../../shared/api/types'
import { LaterLines } from '../../shared/parts/LaterLines'
import { SourceName } from '../../shared/parts/SourceName'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'
import { formatCount } from '../../shared/time/format'
import { Time } from '../../shared/time/Time'
import { AnswerForm } from './AnswerForm'

/** Who answered, and from when it counts; or that nobody did. */
function WhereFrom({ question: { given, answer, since, by, seq } }: { question: Question }) {
  if (!given) return <span className="second small">{answer === null ? 'Nobody has answered.' : 'Assumed, until somebody answers.'}</span>
  return (
    <span className="second small">
      {since && <>Since <Time at={since} /></>}{by && <>, said by <SourceName by={by} /></>}
      {seq !== null && <>, entry <AppLink to={paths.entry(seq)} label={`Entry ${seq}`}>{seq}</AppLink></>}
      {!since && 'From the settings.'}
    </span>
  )
}

function Decides({ question: { controls, tells } }: { question: Question }) {
  return (
    <div className="second small">
      {controls.length > 0 && <>Decides whether {formatCount(controls.length, 'control')} {controls.length === 1 ? 'applies' : 'apply'}. </>}
      {tells.length > 0 && <>Says where we learn of {tells.map(({ title }) => title.toLowerCase()).join(', ')}.</>}
    </div>
  )
}

function QuestionLine({ question, now, writable }: { question: Question; now: string; writable: boolean }) {
  const [open, setOpen] = useState(false)
  const changed = useRef(false)
  const close = () => { changed.current = true; setOpen(false) }
  // It is there again when the form is gone, and whoever used the keyboard is back where they were.
  const focusBack = (button: HTMLButtonElement | null) => { if (changed.current) button?.focus(); changed.current = false }
  return (
    <li className="applies-question">
      <div>
        <strong>{question.title}</strong>
        <div className="second small reading">{question.why}</div>
        <Decides question={question} />
      </div>
      <div>
        <div>{question.words}{writable && !open && <button ref={focusBack} type="button" className="applies-change no-print" aria-label={`Change the answer: ${question.title}`} onClick={() => setOpen(true)}>Change</button>}</div>
        <WhereFrom question={question} />
        <LaterLines later={question.later} />
        {open && <AnswerForm question={question} now={now} close={close} />}
      </div>
    </li>
  )
}

export function Questions({ questions, now, writable }: { questions: Question[]; now: string; writable: boolean }) {
  return <ul className="applies-questions">{questions.map((question) => <QuestionLine key={question.name} question={question} now={now} writable={writable} />)}</ul>
}
