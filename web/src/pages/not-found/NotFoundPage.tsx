import { PageHead } from '../../shared/parts/Page'
import { AppLink } from '../../shared/scope/AppLink'
import { paths } from '../../shared/scope/paths'

export default function NotFoundPage() {
  return (
    <PageHead title="There is no such page">
      <p className="second">What was here may have another name. <AppLink to={paths.home()}>Home</AppLink> · <AppLink to={paths.controls()}>Controls</AppLink> · <AppLink to={paths.log()}>Evidence log</AppLink></p>
    </PageHead>
  )
}
