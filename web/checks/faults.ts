import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe has to say of what is shown. */
export async function faults(page: Page) {
  // Nothing is asked for but what is wrong; and all is one document, which needs no page more to put findings together.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
  const { violations } = await axe.withTags(TAGS).setLegacyMode().analyze()
  return violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)
}
