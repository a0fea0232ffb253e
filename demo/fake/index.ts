/** What `ninepic-elements/testing` exports: the pretend 9Pic API. */
export type { Album } from './album.js';
export type { Bill, Endpoint, Recorded, Upload } from './bill.js';
export { createClock, type Clock } from './clock.js';
export { createFake, type Fake } from './fake.js';
export { ConnectionLost, createFaults, type FaultName, type FaultOptions, type Faults } from './faults.js';
export type { FakeOptions, FakeSettings, FakeSettingsPatch, Media, PictureSource } from './options.js';
export type { PhotoFacts, Race } from './race.js';
export type { ClipOrder, ClipOrders, FaceSearch, FoundSearches } from './searches.js';
export { tinyPictures } from './tiny-pictures.js';
export { withoutProxy, type WithoutProxyOptions } from './without-proxy.js';
export { events, FOREIGN_EVENT_ID, ORG_ID, type EventSpec, type Flags, type RaceDay } from './world.js';
