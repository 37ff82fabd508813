import { onBeforeUnmount, onMounted } from 'vue'

const TYPING = ['INPUT', 'TEXTAREA', 'SELECT']

/** Whether the person is writing, so that a letter is a letter. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (TYPING.includes(target.tagName) || target.isContentEditable)
}

/** Single keys as actions while the component lives; never while typing or with a modifier held. */
export function useKeys(keys: Record<string, () => void>): void {
  function press(event: KeyboardEvent): void {
    const act = keys[event.key]
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event.target) && event.key !== 'Escape') return
    event.preventDefault()
    act()
  }
  onMounted(() => document.addEventListener('keydown', press))
  onBeforeUnmount(() => document.removeEventListener('keydown', press))
}
