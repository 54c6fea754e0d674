export { HomeLights } from './HomeLights.tsx'
