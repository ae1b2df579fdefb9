"""Curt messages made polite. Right: a polite marker, the thing asked for, and the time it is wanted."""

from .common import capital, scene

# What is ordered, the same inside a polite question, and the word that must survive.
ASKED = {
    "en": [(a, a, k) for a, k in [
        ("send me the report", "report"), ("fix the printer", "printer"), ("call me back", "call"), ("bring the keys", "keys"), ("check my order", "order"),
        ("move your car", "car"), ("turn down the music", "music"), ("clean the kitchen", "kitchen"), ("sign the form", "form"), ("answer my email", "email"),
        ("pay the invoice", "invoice"), ("book the meeting room", "room"), ("return my book", "book"), ("lend me the ladder", "ladder"), ("finish the slides", "slides"),
        ("water the plants", "plants"), ("feed the cat", "cat"), ("share the photos", "photos"), ("update the list", "list"), ("repair the door", "door"),
    ]],
    "pt-BR": [
        ("me mande o relatório", "me mandar o relatório", "relatório"), ("conserte a impressora", "consertar a impressora", "impressora"), ("me ligue de volta", "me ligar de volta", "de volta"),
        ("traga as chaves", "trazer as chaves", "chaves"), ("verifique o meu pedido", "verificar o meu pedido", "pedido"), ("tire o carro daí", "tirar o carro daí", "carro"),
        ("abaixe a música", "abaixar a música", "música"), ("limpe a cozinha", "limpar a cozinha", "cozinha"), ("assine o formulário", "assinar o formulário", "formulário"),
        ("responda o meu e-mail", "responder o meu e-mail", "e-mail"), ("pague a fatura", "pagar a fatura", "fatura"), ("devolva o meu livro", "devolver o meu livro", "livro"),
        ("me empreste a escada", "me emprestar a escada", "escada"), ("regue as plantas", "regar as plantas", "plantas"), ("atualize a lista", "atualizar a lista", "lista"), ("arrume a porta", "arrumar a porta", "porta"),
    ],
    "id": [
        ("kirim laporannya", "mengirim laporannya", "laporannya"), ("perbaiki printernya", "memperbaiki printernya", "printernya"), ("hubungi kantor", "menghubungi kantor", "kantor"),
        ("bawa kuncinya", "membawa kuncinya", "kuncinya"), ("periksa pesanan saya", "memeriksa pesanan saya", "pesanan"), ("pindahkan mobilmu", "memindahkan mobilnya", "mobilnya"),
        ("kecilkan musiknya", "mengecilkan musiknya", "musiknya"), ("bersihkan dapurnya", "membersihkan dapurnya", "dapurnya"), ("isi formulirnya", "mengisi formulirnya", "formulirnya"),
        ("balas email saya", "membalas email saya", "email"), ("bayar tagihannya", "membayar tagihannya", "tagihannya"), ("kembalikan buku saya", "mengembalikan buku saya", "buku"),
        ("pinjamkan tangganya", "meminjamkan tangganya", "tangganya"), ("siram tanamannya", "menyiram tanamannya", "tanamannya"), ("perbarui daftarnya", "memperbarui daftarnya", "daftarnya"), ("tutup pintunya", "menutup pintunya", "pintunya"),
    ],
}

TIMES = {
    "en": ["now", "today", "by Friday", "before lunch", "this week", "tomorrow", "tonight", "by Monday", "before noon"],
    "pt-BR": ["agora", "hoje", "até sexta", "antes do almoço", "esta semana", "amanhã", "hoje à noite", "até segunda"],
    "id": ["sekarang", "hari ini", "sebelum Jumat", "sebelum makan siang", "minggu ini", "besok", "malam ini", "sebelum Senin"],
}

MARKERS = {
    "en": ["please", "could you", "would you", "grateful", "thank"],
    "pt-BR": ["por favor", "poderia", "gentileza", "agradeço", "grato", "obrigado"],
    "id": ["tolong", "bisakah", "mohon", "terima kasih", "berkenan"],
}


def rude(language, ask, time):
    return {
        "en": [f"{capital(ask)} {time}.", f"{capital(ask)} {time}!", f"{capital(ask)} {time}, I am tired of waiting.", f"You have to {ask} {time}.", f"Hurry up and {ask} {time}."],
        "pt-BR": [f"{capital(ask)} {time}.", f"{capital(ask)} {time}!", f"{capital(ask)} {time}, cansei de esperar.", f"Anda logo, {ask} {time}."],
        "id": [f"{capital(ask)} {time}.", f"{capital(ask)} {time}!", f"{capital(ask)} {time}, saya capek menunggu.", f"Cepat {ask} {time}."],
    }[language]


def prompts(language, message):
    return {
        "en": [f'Rewrite this politely: "{message}"', f'Make this message kinder: "{message}"', f'How can I say this politely? "{message}"', f'Turn this into a polite request: "{message}"', f'Please make this sound friendlier: "{message}"'],
        "pt-BR": [f'Reescreva com educação: "{message}"', f'Deixe esta mensagem mais gentil: "{message}"', f'Como posso dizer isso com educação? "{message}"', f'Transforme em um pedido educado: "{message}"'],
        "id": [f'Tulis ulang dengan sopan: "{message}"', f'Buat pesan ini lebih ramah: "{message}"', f'Bagaimana cara mengatakan ini dengan sopan? "{message}"', f'Ubah menjadi permintaan yang sopan: "{message}"'],
    }[language]


def answers(language, ask, polite, time):
    if language == "en":
        return [
            (40, [f"Could you please {polite} {time}? Thank you very much.", f"Hi, when you have a moment, could you {polite} {time}? I would really appreciate it.", f"I would be grateful if you could {polite} {time}. Thank you!", f"Would you please {polite} {time}? It would help me a lot.", f"Hello! Could you {polite} {time}, please? Thanks for your help."]),
            (15, [f"Please {polite} {time}.", f"Could you {polite} {time}?", f"{capital(polite)} {time}, please."]),
            (13, [f"Could you please {polite}? Thank you.", f"Would you please {polite}?", f"Please {polite} when you can."]),
            (10, [f"I am so very sorry to bother you, and I know that you are busy, but could you perhaps {polite} {time}, please, if it is not too much trouble?", f"Dear friend, I hope that you are well and that the sun is shining. Could you please {polite} {time}?"]),
            (10, [f"{capital(ask)} {time}, or else.", f"I said {ask} {time}.", f"Why do I always have to ask you to {ask}?"]),
            (6, [f"Sure, I will {polite} {time}.", "Thank you for your message. Have a nice day.", "Being polite is important."]),
        ]
    if language == "pt-BR":
        return [
            (40, [f"Você poderia {polite} {time}, por favor? Muito obrigado.", f"Oi, tudo bem? Quando puder, você poderia {polite} {time}? Agradeço muito.", f"Por gentileza, você poderia {polite} {time}? Obrigado pela ajuda.", f"Eu ficaria muito grato se você pudesse {polite} {time}. Obrigado!"]),
            (15, [f"Por favor, {ask} {time}.", f"Você poderia {polite} {time}?"]),
            (13, [f"Você poderia {polite}, por favor?", f"Por favor, {ask} quando puder."]),
            (10, [f"Desculpe mesmo incomodar, sei que você está muito ocupado, mas será que poderia {polite} {time}, por favor, se não for pedir demais?"]),
            (10, [f"Eu já disse: {ask} {time}.", f"{capital(ask)} {time} e pronto."]),
            (6, [f"Claro, vou {polite} {time}.", "Obrigado pela mensagem. Tenha um bom dia.", "Ser educado é importante."]),
        ]
    return [
        (40, [f"Bisakah Anda {polite} {time}? Terima kasih banyak.", f"Halo, kalau ada waktu, bisakah Anda {polite} {time}? Terima kasih atas bantuannya.", f"Mohon bantuannya untuk {polite} {time}. Terima kasih.", f"Saya akan sangat berterima kasih kalau Anda berkenan {polite} {time}."]),
        (15, [f"Tolong {ask} {time}.", f"Bisakah Anda {polite} {time}?"]),
        (13, [f"Bisakah Anda {polite}? Terima kasih.", f"Tolong {ask} kalau sempat."]),
        (10, [f"Mohon maaf sekali saya mengganggu, saya tahu Anda sangat sibuk, tetapi kalau tidak merepotkan, bisakah Anda {polite} {time}?"]),
        (10, [f"Sudah saya bilang, {ask} {time}.", f"Pokoknya {ask} {time}."]),
        (6, [f"Baik, saya akan {polite} {time}.", "Terima kasih atas pesannya. Semoga harimu menyenangkan.", "Sopan itu penting."]),
    ]


def make(language, rng):
    ask, polite, key = rng.choice(ASKED[language])
    time = rng.choice(TIMES[language])
    prompt = rng.choice(prompts(language, rng.choice(rude(language, ask, time))))
    right = {"includes": [MARKERS[language], [key], [time]], "excludes": ["or else", "i will", "vou ", "saya akan me"]}
    return scene(prompt, right, answers(language, ask, polite, time))
