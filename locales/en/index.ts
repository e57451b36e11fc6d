import dates from './dates.json' with { type: 'json' };

export default { dates };
