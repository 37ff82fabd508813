/** The browser's own reader of codes; tablets on Android have it, desktops mostly do not. */
interface CodeReader {
  detect(image: HTMLVideoElement): Promise<{ rawValue: string }[]>
}

declare global {
  interface Window {
    BarcodeDetector?: new (options: { formats: string[] }) => CodeReader
  }
}

export const canScan = (): boolean => window.BarcodeDetector !== undefined && navigator.mediaDevices !== undefined

/** What the code before the camera says, or null while none is to be seen. */
export async function readCode(image: HTMLVideoElement): Promise<string | null> {
  if (!window.BarcodeDetector) return null
  const [found] = await new window.BarcodeDetector({ formats: ['qr_code'] }).detect(image)
  return found?.rawValue ?? null
}
