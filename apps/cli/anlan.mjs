#!/usr/bin/env node
// Runs the program from source: tsx registers itself, then the commands are TypeScript.
import { register } from 'tsx/esm/api'

register()
const { main } = await import('./main.ts')
await main(process.argv.slice(2))
