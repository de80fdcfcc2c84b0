/**
 * "stock": what a team gets from the Bot Framework SDK as its samples show it, as the peer of the benchmark: CloudAdapter
 * on restify, a waterfall of prompts, ConversationState in Redis (last writer wins) and the transcript appended to a Redis
 * list by TranscriptLoggerMiddleware. Runs with its own dependencies. Arguments: port, Redis address.
 */
'use strict';
const {
  ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState, TranscriptLoggerMiddleware,
} = require('botbuilder');
const { ConfirmPrompt, DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } = require('botbuilder-dialogs');
const { createClient } = require('redis');
const restify = require('restify');

const [port, url] = process.argv.slice(2);
const redis = createClient({ url, commandOptions: { timeout: 0 } });

const storage = {
  async read(keys) {
    const texts = await Promise.all(keys.map((key) => redis.get(key)));
    return Object.fromEntries(keys.flatMap((key, i) => (texts[i] === null ? [] : [[key, JSON.parse(texts[i])]])));
  },
  async write(changes) {
    await Promise.all(Object.entries(changes).map(([key, item]) => redis.set(key, JSON.stringify(item))));
  },
  async delete(keys) {
    await redis.del(keys);
  },
};

const transcript = {
  async logActivity(activity) {
    await redis.rPush(`transcript:${activity.conversation.id}`, JSON.stringify(activity));
  },
};

const ask = (prompt, text) => (step) => step.prompt(prompt, { prompt: text });

const STEPS = [
  ask('confirm', '¿Las luces del módem están encendidas?'),
  ask('text', '¿Desde cuándo está sin internet?'),
  ask('confirm', '¿Ya lo desconectó y lo volvió a conectar?'),
  ask('text', '¿Qué ve en la pantalla del computador?'),
  ask('confirm', '¿Quiere que revisemos la señal de su casa?'),
  async (step) => {
    await step.context.sendActivity('Gracias. Con eso ya podemos ayudarle.');
    return step.endDialog();
  },
];

class Bot extends ActivityHandler {
  constructor(state) {
    super();
    const dialogs = new DialogSet(state.createProperty('dialogs'));
    dialogs.add(new ConfirmPrompt('confirm')).add(new TextPrompt('text')).add(new WaterfallDialog('help', STEPS));
    this.onMessage(async (context, next) => {
      const dialog = await dialogs.createContext(context);
      const result = await dialog.continueDialog();
      if (result.status === DialogTurnStatus.empty) await dialog.beginDialog('help');
      await state.saveChanges(context);
      await next();
    });
  }
}

const main = async () => {
  await redis.connect();
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  adapter.use(new TranscriptLoggerMiddleware(transcript));
  const bot = new Bot(new ConversationState(storage));
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.get('/readyz', async (_request, response) => response.send(200, { ready: true }));
  server.post('/api/messages', async (request, response) => adapter.process(request, response, (context) => bot.run(context)));
  server.listen(Number(port), '127.0.0.1');
};

void main();
