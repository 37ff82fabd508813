import type { VueWrapper } from '@vue/test-utils'
import axe from 'axe-core'

/** What axe finds wrong; colours are checked in a real browser, which jsdom is not. */
export async function faultsOf(wrapper: VueWrapper): Promise<string[]> {
  const { violations } = await axe.run(wrapper.element as Element, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}
