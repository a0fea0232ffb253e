/** The light of the hour, from the blue before dawn to the white of noon. */
export interface Light {
  readonly name: 'blue' | 'dawn' | 'gold' | 'morning' | 'noon';
  readonly skyTop: string;
  readonly skyLow: string;
  /** What distance fades into. */
  readonly haze: string;
  readonly sun: string;
  /** Height of the sun above the horizon, in parts of the sky; negative is below. */
  readonly sunHeight: number;
  /** Laid over everything, people included. */
  readonly tint: string;
  readonly tintOpacity: number;
  /** How dark things are against noon, 0 to 1. */
  readonly gloom: number;
  /** Length of a shadow against the height of what throws it. */
  readonly shadow: number;
}

const lights: readonly (Light & { until: number })[] = [
  {
    until: 5.85,
    name: 'blue',
    skyTop: '#31508a',
    skyLow: '#f0a483',
    haze: '#a29ab8',
    sun: '#ffb27a',
    sunHeight: -0.02,
    tint: '#5a6fae',
    tintOpacity: 0.14,
    gloom: 0.12,
    shadow: 0,
  },
  {
    until: 6.4,
    name: 'dawn',
    skyTop: '#5d8fc9',
    skyLow: '#ffcf9c',
    haze: '#e2b09a',
    sun: '#ffd9a0',
    sunHeight: 0.06,
    tint: '#f09a5e',
    tintOpacity: 0.15,
    gloom: 0.08,
    shadow: 1.5,
  },
  {
    until: 7.6,
    name: 'gold',
    skyTop: '#6d9fd0',
    skyLow: '#ffe0ae',
    haze: '#ead0ac',
    sun: '#fff0c4',
    sunHeight: 0.24,
    tint: '#ffb765',
    tintOpacity: 0.1,
    gloom: 0.04,
    shadow: 1.1,
  },
  {
    until: 9.1,
    name: 'morning',
    skyTop: '#4b92d6',
    skyLow: '#dcebf2',
    haze: '#c6d7de',
    sun: '#fffbe6',
    sunHeight: 0.6,
    tint: '#ffe3b0',
    tintOpacity: 0.05,
    gloom: 0,
    shadow: 0.6,
  },
  {
    until: 24,
    name: 'noon',
    skyTop: '#3d86d0',
    skyLow: '#e6f0f3',
    haze: '#d2dee2',
    sun: '#ffffff',
    sunHeight: 1.1,
    tint: '#fff6e0',
    tintOpacity: 0.03,
    gloom: 0,
    shadow: 0.3,
  },
];

/** @param hour local time, 6.5 is half past six */
export function lightOf(hour: number): Light {
  const light = lights.find(({ until }) => hour < until) ?? lights.at(-1);
  if (!light) throw new RangeError('There is always some light.');
  return light;
}
