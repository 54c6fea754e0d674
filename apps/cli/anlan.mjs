#!/usr/bin/env node
// Runs the program from source: tsx registers itself, then the commands are TypeScript.
import v8 from 'node:v8'
import { register } from 'tsx/esm/api'

// A county's server works in little memory: without a bound the heap grows for want of collecting, not for want of room.
v8.setFlagsFromString('--max-semi-space-size=4')
v8.setFlagsFromString('--optimize-for-size')

register()
const { main } = await import('./main.ts')
await main(process.argv.slice(2))
