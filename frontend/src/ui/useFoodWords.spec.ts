import { expect, it } from 'vitest'
import { defineComponent } from 'vue'

import { mounted } from './testing/mounting'
import { useFoodWords } from './useFoodWords'

const Plate = defineComponent({
  setup: () => useFoodWords(),
  template: '<p>{{ foodList(["低盐", "花生", "折耳根"]) }}</p>',
})

it('says what stations write in Chinese in the language of the page, and keeps a word nobody translated', async () => {
  const plate = mounted(Plate)
  expect(plate.text()).toBe('低盐、花生、折耳根')
  plate.vm.$i18n.locale = 'en'
  await plate.vm.$nextTick()
  expect(plate.text()).toBe('low in salt, peanut, 折耳根')
})
