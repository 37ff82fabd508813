import type { Plugin, Rollup } from 'vite'

/** Chunks made from these files, and all they import, are what a caregiver's tablet needs. */
const NEEDED_FROM = ['/src/main.ts', '/src/faces/caregiver/']

/** Lists in offline.json the built files that `public/sw.js` keeps on the device. */
export function offlineFiles(): Plugin {
  return {
    name: 'offline-files',
    generateBundle(_options, bundle) {
      const source = JSON.stringify([...neededFiles(bundle)].map((file) => `/${file}`).sort())
      this.emitFile({ type: 'asset', fileName: 'offline.json', source })
    },
  }
}

function neededFiles(bundle: Rollup.OutputBundle): Set<string> {
  const files = new Set<string>()
  const keep = (fileName: string): void => {
    const chunk = bundle[fileName]
    if (chunk?.type !== 'chunk' || files.has(fileName)) return
    files.add(fileName)
    chunk.viteMetadata?.importedCss.forEach((css) => files.add(css))
    chunk.imports.forEach(keep)
  }
  Object.entries(bundle).forEach(([fileName, file]) => {
    if (file.type === 'chunk' && isNeeded(file)) keep(fileName)
  })
  return files
}

function isNeeded(chunk: Rollup.OutputChunk): boolean {
  const madeFrom = chunk.facadeModuleId?.split('?')[0] ?? ''
  return chunk.isEntry || NEEDED_FROM.some((part) => madeFrom.includes(part))
}
