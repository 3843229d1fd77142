export const app = {
  name: 'Outpost',
  sentence: 'Your pipeline, on your laptop. With or without a network.',
  opening: 'Opening your board',
  updating: 'Bringing your data up to date',
  updating_text: 'This happens once, after Outpost itself was updated. Nothing is lost if you close it.',
  failed: {
    title: 'Outpost could not open your board',
    safe: 'What you saved is still on this laptop.',
    screen: 'This part of Outpost stopped',
    screen_text:
      'Nothing you saved is lost. Try again; if it stops once more, copy the report and send it to us.',
    retry: 'Try again',
    sign_in: 'Go to sign-in',
    copy_report: 'Copy report',
    copied: 'Copied',
    report_note: 'The report says what stopped and where. It holds no names, no records and no passwords.',
  },
  toast: { label: 'Message', region: 'Messages ({hotkey})', dismiss: 'Dismiss' },
} as const;
