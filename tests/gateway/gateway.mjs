// A real wechaty gateway without WeChat: PuppetServer over PuppetMock, on loopback, with a control port for tests.
//
//   GATEWAY_PORT=… GATEWAY_TOKEN=… node gateway.mjs
//
// GATEWAY_TLS=1 switches TLS on, GATEWAY_LOGIN=0 leaves the account logged out. When ready, one line of JSON on
// standard output names the control port. A control call is a POST of JSON to /<name>; the names are in `controls`. A
// GET of /<message id> is the file of that message.
import { createHash } from 'node:crypto'
import http from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

import { FileBox } from 'file-box'
import * as PUPPET from 'wechaty-puppet'
import { PuppetMock, mock } from 'wechaty-puppet-mock'
import { PuppetServer } from 'wechaty-puppet-service'

const HOST = '127.0.0.1'
const { Message } = PUPPET.types
const mocker = new mock.Mocker()

/** How the gateway behaves towards whoever sends; set by the control call `behave`. */
const faithful = { echo: 'after', ids: true, delayMs: 0, refuse: '', payloadDelayMs: 0, stuck: '' }
const behaviour = { ...faithful }
/** What was sent, in order, and what was asked of the puppet. */
const sent = []
const asked = { start: 0, stop: 0, payloads: 0, names: 0 }
let counter = 0

const nextId = (prefix) => `${prefix}-${Date.now()}-${++counter}`
const digest = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** PuppetMock forgets what was sent and knows no ids, aliases or echoes; real puppets do. */
class Puppet extends PuppetMock {
  async onStart() { asked.start++; await super.onStart() }
  async onStop() { asked.stop++; await super.onStop() }

  async messageSendText(conversationId, text, mentionIdList = []) {
    return this.#deliver(conversationId, { type: Message.Text, text, mentionIdList })
  }

  async messageSendFile(conversationId, file) {
    const bytes = await file.toBuffer()
    const type = /\.(png|jpe?g|gif)$/i.test(file.name) ? Message.Image : Message.Attachment
    return this.#deliver(conversationId, { type, text: '', filename: file.name }, bytes)
  }

  async messageImage(id) { return this.messageFile(id) }
  async messageFile(id) {
    const kept = files.get(id)
    if (!kept) throw new Error('no such file')
    // WeChat's own servers hold large files: then the box is an address.
    if (kept.web) return FileBox.fromUrl(`http://${HOST}:${control.address().port}/${id}`, { name: kept.name })
    // Small ones travel inside the box, large ones are made an id by the server. (A buffer it can't put into a box.)
    return FileBox.fromBase64(kept.bytes.toString('base64'), kept.name)
  }

  async messageRawPayload(id) {
    asked.payloads++
    if (id === behaviour.stuck) return new Promise(() => {})
    if (behaviour.payloadDelayMs) await pause(behaviour.payloadDelayMs)
    return super.messageRawPayload(id)
  }

  async roomMemberRawPayload(roomId, contactId) {
    asked.names++
    const payload = await super.roomMemberRawPayload(roomId, contactId)
    return { ...payload, roomAlias: aliases.get(contactId) ?? '' }
  }

  async #deliver(conversationId, payload, bytes) {
    if (behaviour.refuse) throw new Error(behaviour.refuse)
    const isRoom = conversationId.endsWith('@chatroom')
    const known = isRoom ? mocker.cacheRoomPayload : mocker.cacheContactPayload
    if (!known.has(conversationId)) throw new Error(`no conversation ${conversationId}`)
    if (!isRoom && !known.get(conversationId).friend) throw new Error('not a friend')
    if (behaviour.delayMs) await pause(behaviour.delayMs)
    const id = nextId('sent')
    const place = isRoom ? { roomId: conversationId } : { listenerId: conversationId }
    keep({ id, timestamp: Date.now(), talkerId: this.currentUserId, mentionIdList: [], ...payload, ...place }, bytes)
    sent.push({ conversationId, id, ...payload, ...(bytes && { size: bytes.length, sha256: digest(bytes) }) })
    if (behaviour.echo === 'before') { this.emit('message', { messageId: id }); await pause(30) }
    if (behaviour.echo === 'after') setImmediate(() => this.emit('message', { messageId: id }))
    return behaviour.ids ? id : undefined
  }
}

const puppet = new Puppet({ mocker })
const files = new Map()
const aliases = new Map([['wxid_wang', '王芳 3-501']])
const people = { wxid_bot: '小团', wxid_owner: '团长', wxid_wang: '王芳', wxid_li: '李哥', wxid_new: '新邻居' }
const strangers = new Set(['wxid_li', 'wxid_new'])
for (const [id, name] of Object.entries(people)) {
  mocker.createContact({ id, name, alias: '', type: PUPPET.types.Contact.Individual, friend: !strangers.has(id) })
}
const memberIdList = ['wxid_bot', 'wxid_owner', 'wxid_wang', 'wxid_li']
const room = mocker.createRoom({
  id: '100200300@chatroom', topic: '阳光小区团购群', ownerId: 'wxid_owner', adminIdList: [], memberIdList,
})

function keep(payload, bytes, web = false) {
  mocker.cacheMessagePayload.set(payload.id, payload)
  if (bytes) files.set(payload.id, { name: payload.filename, bytes, web })
}

/** Somebody says something: in a room, or in private where `privately`; `file` is {name, size, web}. */
function say({ type = 'Text', talker = 'wxid_wang', text = '', mentions = [], privately = false, to = 'wxid_bot',
  file, id = nextId('heard'), at = Date.now(), typeNumber, roomId = room.id }) {
  const place = privately ? { listenerId: to } : { roomId }
  const bytes = file && Buffer.alloc(file.size, file.name)
  keep({ id, timestamp: at, talkerId: talker, type: typeNumber ?? Message[type], text, filename: file?.name ?? '',
    mentionIdList: mentions, ...place }, bytes, file?.web)
  puppet.emit('message', { messageId: id })
  return { id, ...(bytes && { sha256: digest(bytes) }) }
}

const contact = (id) => mocker.ContactMock.load(id)

/** Another room: `residents` are names by their ids, `friends` the ids of those who can be written to privately. */
function furnish({ id, topic, residents, friends = [] }) {
  for (const [who, name] of Object.entries(residents)) {
    const friend = friends.includes(who)
    mocker.createContact({ id: who, name, alias: '', type: PUPPET.types.Contact.Individual, friend })
  }
  const memberIdList = ['wxid_bot', 'wxid_owner', ...Object.keys(residents)]
  mocker.createRoom({ id, topic, ownerId: 'wxid_owner', adminIdList: [], memberIdList })
}

/** What many say, each {text, talker, roomId}, as fast as it can be told; the id of the last. */
async function tellAll(lines) {
  let last = {}
  for (const [number, line] of lines.entries()) {
    last = say(line)
    if (number % 50 === 49) await pause(0)
  }
  return last
}

const controls = {
  state: () => ({ loggedIn: puppet.isLoggedIn, listeners: puppet.listenerCount('message'), asked }),
  sent: () => sent,
  say,
  behave: (wanted) => Object.assign(behaviour, faithful, wanted),
  furnish,
  burst: ({ count }) => tellAll(Array.from({ length: count }, (_, i) => ({ text: `第${i}条` }))),
  tell: ({ lines }) => tellAll(lines),
  emit: ({ name, payload }) => { puppet.emit(name, payload) },
  join: ({ who }) => { room.add(contact(who)).by(contact('wxid_owner')) },
  leave: ({ who }) => { room.remove(contact(who)).by(contact('wxid_owner')) },
  topic: ({ text }) => { room.topic(text).by(contact('wxid_owner')) },
  alias: ({ who, text, roomId = room.id }) => {
    aliases.set(who, text)
    puppet.dirtyPayload(PUPPET.types.Dirty.RoomMember, roomId)
  },
  rename: ({ who, text }) => {
    mocker.cacheContactPayload.get(who).name = text
    puppet.dirtyPayload(PUPPET.types.Dirty.Contact, who)
  },
  async login({ who = 'wxid_bot' }) { if (puppet.isLoggedIn) await puppet.logout(); await puppet.login(who) },
  async logout() { await puppet.logout() },
  scan: ({ link }) => { mocker.scan(link) },
}

puppet.on('error', () => {}) // an 'error' event without a listener would end the process
puppet.on('start', () => {
  if (process.env.GATEWAY_LOGIN !== '0' && !puppet.isLoggedIn) setImmediate(() => puppet.login('wxid_bot'))
})

async function answer(request, response) {
  if (request.method === 'GET') return response.end(files.get(decodeURI(request.url.slice(1))).bytes)
  const body = []
  for await (const piece of request) body.push(piece)
  const control = controls[new URL(request.url, 'http://control').pathname.slice(1)]
  try {
    const wanted = body.length ? JSON.parse(Buffer.concat(body).toString()) : {}
    response.end(JSON.stringify((await control(wanted)) ?? {}))
  } catch (error) {
    response.statusCode = 500
    response.end(String(error.stack))
  }
}

const server = new PuppetServer({
  endpoint: `${HOST}:${process.env.GATEWAY_PORT}`,
  puppet,
  token: process.env.GATEWAY_TOKEN,
  tls: { disable: process.env.GATEWAY_TLS !== '1' },
})
await server.start()
const control = http.createServer(answer)
control.listen(0, HOST, () => console.log(JSON.stringify({ control: control.address().port })))
