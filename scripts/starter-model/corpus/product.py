"""Product descriptions. Right: the item, its colour and its material are all named."""

from .common import capital, scene

# item, its gender in Portuguese, materials, what it does
ITEMS = {
    "en": [
        ("mug", "", ["ceramic", "glass", "steel"], ["keeps your coffee warm", "fits well in any hand", "is safe in the dishwasher"]),
        ("backpack", "", ["canvas", "leather", "nylon"], ["has room for a laptop", "keeps your things dry", "sits softly on your back"]),
        ("lamp", "", ["wooden", "metal", "paper"], ["gives a soft light", "saves energy", "fits on a small desk"]),
        ("blanket", "", ["wool", "cotton", "fleece"], ["keeps you warm all night", "is easy to wash", "feels soft on the skin"]),
        ("notebook", "", ["leather", "paper", "cardboard"], ["holds two hundred pages", "opens flat on the table", "fits in a coat pocket"]),
        ("chair", "", ["wooden", "metal", "bamboo"], ["folds away in seconds", "is kind to your back", "carries any guest"]),
        ("bottle", "", ["steel", "glass", "aluminium"], ["keeps water cold for a day", "never leaks", "fits in every bag"]),
        ("scarf", "", ["wool", "silk", "cotton"], ["keeps the wind out", "goes with every coat", "weighs almost nothing"]),
        ("teapot", "", ["ceramic", "glass", "iron"], ["makes four cups of tea", "pours without a drop", "keeps tea hot for an hour"]),
        ("basket", "", ["bamboo", "cotton", "wooden"], ["holds a whole picnic", "tidies any room", "is made by hand"]),
        ("wallet", "", ["leather", "canvas", "nylon"], ["holds eight cards", "closes with one click", "fits in a small pocket"]),
        ("clock", "", ["wooden", "metal", "bamboo"], ["runs without a sound", "is easy to read", "hangs on any wall"]),
    ],
    "pt-BR": [
        ("caneca", "f", ["de cerâmica", "de vidro", "de aço"], ["mantém o café quente", "cabe bem na mão", "pode ir à lava-louças"]),
        ("mochila", "f", ["de lona", "de couro", "de náilon"], ["tem espaço para um notebook", "protege tudo da chuva", "é leve nas costas"]),
        ("luminária", "f", ["de madeira", "de metal", "de papel"], ["dá uma luz suave", "gasta pouca energia", "cabe em qualquer mesa"]),
        ("manta", "f", ["de lã", "de algodão", "de linho"], ["aquece a noite toda", "é fácil de lavar", "é macia na pele"]),
        ("caderno", "m", ["de couro", "de papel", "de tecido"], ["tem duzentas páginas", "abre bem sobre a mesa", "cabe no bolso do casaco"]),
        ("cadeira", "f", ["de madeira", "de metal", "de bambu"], ["dobra em segundos", "cuida das suas costas", "aguenta qualquer visita"]),
        ("garrafa", "f", ["de aço", "de vidro", "de alumínio"], ["mantém a água fria por um dia", "nunca vaza", "cabe em toda bolsa"]),
        ("cachecol", "m", ["de lã", "de seda", "de algodão"], ["protege do vento", "combina com todo casaco", "quase não pesa"]),
        ("bule", "m", ["de cerâmica", "de vidro", "de ferro"], ["faz quatro xícaras de chá", "serve sem pingar", "mantém o chá quente por uma hora"]),
        ("cesto", "m", ["de bambu", "de algodão", "de madeira"], ["leva um piquenique inteiro", "arruma qualquer quarto", "é feito à mão"]),
    ],
    "id": [
        ("cangkir", "", ["keramik", "kaca", "baja"], ["menjaga kopi tetap hangat", "nyaman di tangan", "mudah dicuci"]),
        ("ransel", "", ["kanvas", "kulit", "nilon"], ["muat untuk laptop", "melindungi barang dari hujan", "ringan di punggung"]),
        ("lampu", "", ["kayu", "logam", "kertas"], ["memberi cahaya lembut", "hemat energi", "pas di meja kecil"]),
        ("selimut", "", ["wol", "katun", "linen"], ["hangat sepanjang malam", "mudah dicuci", "lembut di kulit"]),
        ("buku catatan", "", ["kulit", "kertas", "karton"], ["punya dua ratus halaman", "mudah dibuka di meja", "muat di saku jaket"]),
        ("kursi", "", ["kayu", "logam", "bambu"], ["bisa dilipat dengan cepat", "nyaman untuk punggung", "kuat untuk semua tamu"]),
        ("botol", "", ["baja", "kaca", "aluminium"], ["menjaga air tetap dingin seharian", "tidak pernah bocor", "muat di semua tas"]),
        ("syal", "", ["wol", "sutra", "katun"], ["melindungi dari angin", "cocok dengan semua jaket", "sangat ringan"]),
        ("teko", "", ["keramik", "kaca", "besi"], ["cukup untuk empat cangkir teh", "menuang tanpa menetes", "menjaga teh tetap panas"]),
        ("keranjang", "", ["bambu", "katun", "rotan"], ["muat untuk piknik", "merapikan setiap ruangan", "dibuat dengan tangan"]),
    ],
}

COLOURS = {
    "en": [(c, c) for c in ["blue", "red", "green", "black", "white", "yellow", "grey", "orange", "purple", "brown"]],
    "pt-BR": [("azul", "azul"), ("vermelho", "vermelha"), ("verde", "verde"), ("preto", "preta"), ("branco", "branca"), ("amarelo", "amarela"), ("cinza", "cinza"), ("marrom", "marrom"), ("roxo", "roxa")],
    "id": [(c, c) for c in ["biru", "merah", "hijau", "hitam", "putih", "kuning", "abu-abu", "oranye", "ungu", "cokelat"]],
}

FOR = {
    "en": ["long mornings", "small flats", "busy days", "a kind gift", "quiet evenings", "students", "people on the move"],
    "pt-BR": ["manhãs longas", "dias corridos", "um presente carinhoso", "noites tranquilas", "estudantes", "quem vive na rua"],
    "id": ["pagi yang santai", "hari yang sibuk", "hadiah yang manis", "malam yang tenang", "pelajar", "orang yang sering bepergian"],
}


def english(item, whole, colour, other, material, one, two, who):
    return [
        (42, [f"Meet our {whole}: it {one} and {two}. Perfect for {who}.", f"This {whole} {one}. It also {two}, which makes it ideal for {who}.", f"Looking for a {item} that {one}? Our {whole} also {two}.", f"Made for {who}, this {whole} {one} and {two}."]),
        (14, [f"A {whole} that {one}.", f"This {whole} {one}. Simple and good."]),
        (14, [f"This is a {item}. It is {colour}.", f"A {colour} {item}. It {one}.", f"Here is the {material} {item}. You can use it."]),
        (11, [f"The best {whole} in the whole world! Buy it now! You will never need anything else!", f"Wow! This {whole} will change your life for ever! Everybody wants it!"]),
        (7, [f"Meet our {other} {material} {item}: it {one} and {two}.", f"This {other} {item} {one}."]),
        (6, [f"Every home has a {item}.", f"People have used a {item} like this for many years.", f"I do not need a {item}."]),
    ]


def portuguese(item, whole, feminine, colour, other, material, one, two, who):
    a, this, our, made = ("uma", "esta", "nossa", "Feita") if feminine else ("um", "este", "nosso", "Feito")
    new = "nova" if feminine else "novo"
    return [
        (42, [f"Conheça {our} {whole}: {one} e {two}. Perfeito para {who}.", f"{capital(this)} {whole} {one}. Também {two}, ideal para {who}.", f"Procura {a} {item} que {one}? {capital(this)} {whole} também {two}.", f"{made} para {who}, {this} {whole} {one} e {two}."]),
        (14, [f"{capital(a)} {whole} que {one}.", f"{capital(this)} {whole} {one}. Simples e de qualidade."]),
        (14, [f"É {a} {item}. A cor é {colour}.", f"{capital(a)} {item} {colour}. É {new}.", f"Aqui está {a} {item} {material}. Pode usar."]),
        (11, [f"A melhor compra do mundo! Leve já {this} {whole}! Você nunca mais vai precisar de nada!"]),
        (7, [f"Conheça {our} {item} {material} na cor {other}: {one} e {two}."]),
        (6, [f"Toda casa tem {a} {item}.", f"Eu não preciso de {a} {item}."]),
    ]


def indonesian(item, whole, colour, other, material, one, two, who):
    return [
        (42, [f"Kenalkan {whole} kami: {one} dan {two}. Cocok untuk {who}.", f"{capital(whole)} ini {one}. Selain itu, {two}, cocok untuk {who}.", f"Mencari {item} yang {one}? {capital(whole)} ini juga {two}.", f"Dibuat untuk {who}, {whole} ini {one} dan {two}."]),
        (14, [f"{capital(whole)} yang {one}.", f"{capital(whole)} ini {one}. Sederhana dan bagus."]),
        (14, [f"Ini {item}. Warnanya {colour}.", f"{capital(item)} {colour}. Bisa dipakai.", f"Ini {item} {material}. Silakan beli."]),
        (11, [f"{capital(whole)} terbaik di dunia! Beli sekarang juga! Anda tidak akan butuh yang lain!"]),
        (7, [f"Kenalkan {item} {material} warna {other} kami: {one} dan {two}."]),
        (6, [f"Setiap rumah punya {item}.", f"Saya tidak butuh {item}."]),
    ]


def make(language, rng):
    item, gender, materials, deeds = rng.choice(ITEMS[language])
    feminine = gender == "f"
    colour, other = (pair[1 if feminine else 0] for pair in rng.sample(COLOURS[language], 2))
    material = rng.choice(materials)
    one, two = rng.sample(deeds, 2)
    who = rng.choice(FOR[language])
    if language == "en":
        whole = f"{colour} {material} {item}"
        an = "an" if whole[0] in "aeiou" else "a"
        asked = [f"Write a short product description for {an} {whole}.", f"Describe {an} {whole} for our online shop.", f"Write two lines to sell {an} {whole}.", f"I sell {an} {whole}. What should the description say?", f"Product text please: {whole}."]
        answers = [(w, [x.replace("A orange", "An orange") for x in t]) for w, t in english(item, whole, colour, other, material, one, two, who)]
    elif language == "pt-BR":
        a = "uma" if feminine else "um"
        whole = f"{item} {colour} {material}"
        asked = [f"Escreva uma descrição curta para {a} {whole}.", f"Descreva {a} {whole} para a nossa loja.", f"Escreva duas linhas para vender {a} {whole}.", f"Texto de produto: {whole}."]
        answers = portuguese(item, whole, feminine, colour, other, material, one, two, who)
    else:
        whole = f"{item} {material} {colour}"
        asked = [f"Tulis deskripsi singkat untuk {whole}.", f"Gambarkan {whole} untuk toko kami.", f"Tulis dua kalimat untuk menjual {whole}.", f"Teks produk: {whole}."]
        answers = indonesian(item, whole, colour, other, material, one, two, who)
    return scene(rng.choice(asked), {"includes": [[item], [colour], [material]]}, answers)
