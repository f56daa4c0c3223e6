import { MediaQuery } from 'svelte/reactivity'

/** Whether there is room for the rail, or else the bars of a phone: tokens.css has the same width. */
export const forRail = new MediaQuery('(width >= 768px)')

/** Whether there is room for what stands beside the feed. */
export const forSide = new MediaQuery('(width >= 1160px)')

/** Whether there is room for photos beside the form of the door, whose styles have the same width. */
export const forArt = new MediaQuery('(width >= 900px)')

/** Whether there is something to point with that shows what lies below it. */
export const forPointer = new MediaQuery('(hover: hover)')
