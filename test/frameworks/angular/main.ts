// Libraries come half compiled; without the CLI the rest is done here.
import '@angular/compiler';
import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { Photos } from './photos.js';

await bootstrapApplication(Photos, { providers: [provideZonelessChangeDetection()] });
