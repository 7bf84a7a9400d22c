// What nothing built on Fastify can be quicker than: static strings, each at its length.
//
//   node bench/bare-server.ts PORT LENGTH…
import fastify from 'fastify';

const [, , port, ...lengths] = process.argv;
const app = fastify();
for (const length of lengths) {
  const text = 'x'.repeat(Number(length));
  app.get(`/${length}`, (_request, reply) => {
    reply.type('application/json').send(text);
  });
}
await app.listen({ port: Number(port), host: '127.0.0.1' });
