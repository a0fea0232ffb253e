/** What Angular does on its server. */
import '@angular/compiler';
import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import type { BootstrapContext } from '@angular/platform-browser';
import { provideServerRendering, renderApplication } from '@angular/platform-server';
import { Photos } from './photos.js';

const providers = [provideServerRendering(), provideZonelessChangeDetection()];
const start = (context: BootstrapContext) => bootstrapApplication(Photos, { providers }, context);
console.log(await renderApplication(start, { document: '<race-photos></race-photos>', url: '/' }));
