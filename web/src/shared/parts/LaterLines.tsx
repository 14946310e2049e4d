import { Time } from '../time/Time'

/** What was set to count from an instant that is still to come. */
export function LaterLines({ later }: { later: { words: string; from: string }[] }) {
  return <>{later.map(({ words, from }) => <div key={from} className="second small">{words} from <Time at={from} /></div>)}</>
}
