/* The words of the page in three languages; names and statements come from the graph. */

const KEPT = "claimgraph-language";

const TEXTS = {
  en: {
    title: "Explorer", search: "Search people, places, events…", searchLabel: "Search", nothingFound: "nothing found", found: "{count} found",
    welcome: "Who said what?", lead: "Search for a name, or begin with one of those whose words are in the graph. A click on a thing opens what is related to it; a click on a line tells who says so.",
    leadPlain: "Search for a name, or begin with one of these. A click on a thing opens what is related to it.",
    claims: "claims: {count}", picture: "Picture", list: "List", timeline: "Timeline", everybody: "everybody", nobody: "nobody",
    accordingTo: "According to", beside: "beside", without: "without", known: "As known on", now: "now", said: "Said by",
    status: "Status", classes: "Classes", relations: "Relations", views: "Whose view", filters: "Filter and legend", allShown: "show all",
    saveAs: "Save", about: "About this server", language: "Language", fit: "fit", nearer: "nearer", farther: "farther", clear: "clear",
    pictureLabel: "Picture of {nodes} things and {edges} relations; the tab “List” has the same as text. Keys: plus, minus, zero, arrows.",
    truncated: "There is more than is shown.", relationsHere: "Relations", saidOf: "What is said", alsoNamed: "also", open: "Open", close: "Close", opened: "opened", page: "page",
    whoSays: "Who says so", why: "Why", rule: "rule {rule}", plainFact: "A plain fact of the data: nobody has to be believed.", noClaims: "No claim that counts says this itself.",
    decided: "What decides", saysThat: "about", against: "Cannot both be true", competes: "Rival answers", follows: "Follows from",
    chars: "characters {start} to {end}", origins: "for: {origins} · against: {denials}", undated: "Without a date", noTimeline: "Nothing here has a date.", chooseFirst: "Search for something first.",
    from: "From", relation: "Relation", to: "To", token: "Token", tokenNeeded: "This server wants a token.", tokenWrong: "The token is not accepted: it is unknown, revoked or expired.", tokenUse: "Use it", tokenKept: "It is kept in this tab only.",
    forbidden: "The token does not allow this.", offline: "The server does not answer.", failed: "That did not work: {message}", empty: "Nothing to see in this view.", silent: "Says nothing of it.", gone: "There is no such resource, or not in this view.", reload: "Try again",
  },
  ru: {
    title: "Обзор", search: "Люди, места, события…", searchLabel: "Поиск", nothingFound: "ничего не найдено", found: "найдено: {count}",
    welcome: "Кто что сказал?", lead: "Введите имя или начните с одного из тех, чьи слова есть в графе. Щелчок по объекту открывает его связи, щелчок по линии показывает, кто это утверждает.",
    leadPlain: "Введите имя или начните с одного из этих объектов. Щелчок по объекту открывает его связи.",
    claims: "утверждений: {count}", picture: "Схема", list: "Список", timeline: "Хронология", everybody: "все", nobody: "никого",
    accordingTo: "По словам", beside: "рядом", without: "без", known: "Известное на", now: "сейчас", said: "Сказано до",
    status: "Статус", classes: "Классы", relations: "Связи", views: "Чей взгляд", filters: "Фильтр и обозначения", allShown: "показать всё",
    saveAs: "Сохранить", about: "О сервере", language: "Язык", fit: "вписать", nearer: "ближе", farther: "дальше", clear: "очистить",
    pictureLabel: "Схема: объектов {nodes}, связей {edges}; то же текстом на вкладке «Список». Клавиши: плюс, минус, ноль, стрелки.",
    truncated: "Показано не всё.", relationsHere: "Связи", saidOf: "Что говорят", alsoNamed: "также", open: "Открыть", close: "Закрыть", opened: "открыто", page: "страница",
    whoSays: "Кто это говорит", why: "Почему", rule: "правило {rule}", plainFact: "Просто факт из данных: верить на слово некому.", noClaims: "Ни одно учтённое утверждение не говорит этого прямо.",
    decided: "Что решает", saysThat: "о том, что", against: "Не может быть верно вместе с", competes: "Другие ответы", follows: "Следует из",
    chars: "знаки {start}–{end}", origins: "за: {origins} · против: {denials}", undated: "Без даты", noTimeline: "Здесь нет ничего с датой.", chooseFirst: "Сначала найдите что-нибудь.",
    from: "От", relation: "Связь", to: "К", token: "Токен", tokenNeeded: "Этому серверу нужен токен.", tokenWrong: "Токен не принят: он неизвестен, отозван или истёк.", tokenUse: "Применить", tokenKept: "Он хранится только в этой вкладке.",
    forbidden: "Токен этого не позволяет.", offline: "Сервер не отвечает.", failed: "Не получилось: {message}", empty: "В этом виде ничего нет.", silent: "Об этом ничего не говорит.", gone: "Такого объекта нет, или его нет в этом виде.", reload: "Ещё раз",
  },
  uk: {
    title: "Огляд", search: "Люди, місця, події…", searchLabel: "Пошук", nothingFound: "нічого не знайдено", found: "знайдено: {count}",
    welcome: "Хто що сказав?", lead: "Введіть назву або почніть з одного з тих, чиї слова є у графі. Клацання на об’єкті відкриває його зв’язки, клацання на лінії показує, хто це стверджує.",
    leadPlain: "Введіть назву або почніть з одного з цих об’єктів. Клацання на об’єкті відкриває його зв’язки.",
    claims: "тверджень: {count}", picture: "Схема", list: "Список", timeline: "Хронологія", everybody: "усі", nobody: "нікого",
    accordingTo: "За словами", beside: "поруч", without: "без", known: "Відоме на", now: "зараз", said: "Сказано до",
    status: "Статус", classes: "Класи", relations: "Зв’язки", views: "Чий погляд", filters: "Фільтр і позначення", allShown: "показати все",
    saveAs: "Зберегти", about: "Про сервер", language: "Мова", fit: "вписати", nearer: "ближче", farther: "далі", clear: "очистити",
    pictureLabel: "Схема: об’єктів {nodes}, зв’язків {edges}; те саме текстом на вкладці «Список». Клавіші: плюс, мінус, нуль, стрілки.",
    truncated: "Показано не все.", relationsHere: "Зв’язки", saidOf: "Що кажуть", alsoNamed: "також", open: "Відкрити", close: "Закрити", opened: "відкрито", page: "сторінка",
    whoSays: "Хто це каже", why: "Чому", rule: "правило {rule}", plainFact: "Просто факт із даних: вірити на слово нікому.", noClaims: "Жодне враховане твердження не каже цього прямо.",
    decided: "Що вирішує", saysThat: "про те, що", against: "Не може бути правдою разом з", competes: "Інші відповіді", follows: "Випливає з",
    chars: "знаки {start}–{end}", origins: "за: {origins} · проти: {denials}", undated: "Без дати", noTimeline: "Тут немає нічого з датою.", chooseFirst: "Спершу знайдіть щось.",
    from: "Від", relation: "Зв’язок", to: "До", token: "Токен", tokenNeeded: "Цьому серверу потрібен токен.", tokenWrong: "Токен не прийнято: він невідомий, відкликаний або прострочений.", tokenUse: "Застосувати", tokenKept: "Він зберігається лише в цій вкладці.",
    forbidden: "Токен цього не дозволяє.", offline: "Сервер не відповідає.", failed: "Не вдалося: {message}", empty: "У цьому вигляді нічого немає.", silent: "Про це нічого не каже.", gone: "Такого об’єкта немає, або його немає в цьому вигляді.", reload: "Ще раз",
  },
};

const STATUSES = {
  STATED: ["plain fact", "просто факт", "просто факт"],
  VERIFIED: ["verified", "проверено", "перевірено"],
  CORROBORATED: ["corroborated", "подтверждено", "підтверджено"],
  ATTRIBUTED: ["attributed", "с чьих-то слов", "з чиїхось слів"],
  NARRATED: ["narrated by the outlet", "от издания", "від видання"],
  DISPUTED: ["disputed", "оспаривается", "оспорюється"],
  FLAGGED_UNVERIFIED: ["flagged as unverified", "помечено: не проверено", "позначено: не перевірено"],
  NOT_TRUTH_APT: ["neither true nor false", "ни истина, ни ложь", "ні правда, ні неправда"],
  REFUTED: ["refuted", "опровергнуто", "спростовано"],
  RETRACTED: ["retracted", "отозвано", "відкликано"],
  SUPERSEDED: ["superseded", "заменено", "замінено"],
};

const STANCES = {
  ASSERTS: ["asserts", "утверждает", "стверджує"], DENIES: ["denies", "отрицает", "заперечує"], REPORTS: ["reports", "передаёт", "передає"],
  INFERS: ["infers", "заключает", "висновує"], HEDGES: ["with reservations", "с оговорками", "із застереженнями"], PREDICTS: ["predicts", "предсказывает", "передбачає"],
  DIRECTS: ["demands", "требует", "вимагає"], COMMITS: ["promises", "обещает", "обіцяє"], QUESTIONS: ["questions", "сомневается", "сумнівається"], FLAGS: ["flags", "помечает", "позначає"],
};

const ORDER = ["en", "ru", "uk"];

function first() {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages].filter(Boolean).map((tag) => tag.slice(0, 2));
  return wanted.find((tag) => tag in TEXTS) ?? "en";
}

let chosen = first();

export const language = {
  all: [["en", "English"], ["ru", "Русский"], ["uk", "Українська"]],
  get: () => chosen,
  set(tag) {
    chosen = tag;
    localStorage.setItem(KEPT, tag);
  },
  /* Languages of names, the dearest first: the page's, then what else the browser names. */
  wanted: () => [...new Set([chosen, ...navigator.languages.map((tag) => tag.slice(0, 2)), "en"])],
};

/* `t("found", {count: 3})` */
export function t(key, values = {}) {
  return TEXTS[chosen][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const inLanguage = (table, key) => table[key]?.[ORDER.indexOf(chosen)] ?? named(key);
export const statusName = (status) => inLanguage(STATUSES, status);
export const stanceName = (stance) => inLanguage(STANCES, stance);

/* `named("carriedOut")` is "carried out", `named("ArmedGroup")` "Armed group", `named("NOT_TRUTH_APT")` "not truth apt". */
export function named(name) {
  if (/^[A-Z0-9_]+$/.test(name)) return name.toLowerCase().replaceAll("_", " ");
  const words = name.replace(/([a-z0-9])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`);
  return words;
}

/* Puts the texts where elements ask for them: `data-t` for the content, `data-t-label`, `data-t-placeholder` for attributes. */
export function translate(root = document) {
  document.documentElement.lang = chosen;
  document.title = `claimgraph · ${t("title")}`;
  for (const element of root.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of root.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
  for (const element of root.querySelectorAll("[data-t-placeholder]")) element.placeholder = t(element.dataset.tPlaceholder);
}
