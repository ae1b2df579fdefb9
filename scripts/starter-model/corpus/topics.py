"""What is explained: (question, words that carry the reason, reasons, what may follow, false reasons), a topic in three languages."""

TOPICS = [
    {
        "en": ("why leaves are green", "chlorophyll", ["Leaves hold chlorophyll, a green stuff that catches sunlight.", "The green comes from chlorophyll, which plants use to make food from light."], ["In autumn it fades and other colours show.", "So a leaf is like a small kitchen that runs on sun."], ["Leaves are green because grass paints them."]),
        "pt-BR": ("por que as folhas são verdes", "clorofila", ["As folhas têm clorofila, uma substância verde que pega a luz do sol.", "O verde vem da clorofila, que as plantas usam para fazer comida com a luz."], ["No outono ela some e outras cores aparecem.", "A folha é como uma cozinha movida a sol."], ["As folhas são verdes porque a grama pinta nelas."]),
        "id": ("mengapa daun berwarna hijau", "klorofil", ["Daun punya klorofil, zat hijau yang menangkap cahaya matahari.", "Warna hijau berasal dari klorofil, yang dipakai tanaman untuk membuat makanan."], ["Daun itu seperti dapur kecil bertenaga matahari.", "Kalau klorofil hilang, daun menjadi kuning."], ["Daun hijau karena dicat oleh rumput."]),
    },
    {
        "en": ("why it rains", "cloud|drops", ["Warm air lifts water up, and high in the cold sky it turns into drops that fall.", "Clouds are made of tiny drops; when they join they get heavy and fall as rain."], ["Later the sun lifts the water up again.", "It is like the steam on a cold window."], ["It rains because the sea is tired."]),
        "pt-BR": ("por que chove", "gotas|nuvens", ["O ar quente leva água para cima, e no frio ela vira gotas que caem.", "As nuvens são feitas de gotas pequenas; quando se juntam, pesam e caem."], ["Depois o sol leva a água para cima de novo.", "É como o vapor em uma janela fria."], ["Chove porque o mar está cansado."]),
        "id": ("mengapa hujan turun", "tetes|awan", ["Udara hangat membawa air ke atas, lalu di langit dingin menjadi tetes yang jatuh.", "Awan terdiri dari tetes kecil; ketika bergabung, tetes itu berat dan jatuh."], ["Nanti matahari mengangkat airnya lagi.", "Seperti uap di jendela yang dingin."], ["Hujan turun karena laut lelah."]),
    },
    {
        "en": ("why we have day and night", "turns|spins", ["The Earth turns once a day, so each side faces the sun for a while.", "Our planet spins, and it is night on the side that looks away from the sun."], ["When you have lunch, somebody far away is asleep.", "Think of a ball that turns beside a lamp."], ["At night the sun is switched off."]),
        "pt-BR": ("por que existe dia e noite", "gira", ["A Terra gira uma vez por dia, e cada lado fica um tempo virado para o sol.", "O planeta gira, e é noite no lado que não olha para o sol."], ["Quando você almoça, alguém longe está dormindo.", "Pense em uma bola que gira ao lado de uma lâmpada."], ["À noite o sol é desligado."]),
        "id": ("mengapa ada siang dan malam", "berputar", ["Bumi berputar sekali sehari, jadi setiap sisi bergantian menghadap matahari.", "Planet kita berputar, dan malam terjadi di sisi yang jauh dari matahari."], ["Saat kamu makan siang, orang di tempat jauh sedang tidur.", "Bayangkan bola yang berputar di dekat lampu."], ["Pada malam hari matahari dimatikan."]),
    },
    {
        "en": ("why ice floats on water", "lighter|space", ["Water takes more space when it freezes, so ice is lighter than the water around it.", "Ice is lighter than water of the same size, so it stays on top."], ["That is why fish can live under a frozen lake.", "Put a cube in a glass and look."], ["Ice floats because it is afraid of fish."]),
        "pt-BR": ("por que o gelo boia na água", "leve|espaço", ["A água ocupa mais espaço quando congela, por isso o gelo fica mais leve.", "O gelo é mais leve que a mesma quantidade de água e fica em cima."], ["Por isso os peixes vivem sob um lago gelado.", "Ponha um cubo em um copo e veja."], ["O gelo boia porque tem medo dos peixes."]),
        "id": ("mengapa es mengapung di air", "ringan|ruang", ["Air butuh lebih banyak ruang saat membeku, jadi es lebih ringan.", "Es lebih ringan daripada air dengan ukuran sama, jadi tetap di atas."], ["Karena itu ikan bisa hidup di bawah danau beku.", "Coba masukkan es ke dalam gelas."], ["Es mengapung karena takut ikan."]),
    },
    {
        "en": ("how bread rises", "yeast|gas", ["Yeast in the dough eats sugar and makes gas, and the gas blows the dough up.", "Small bubbles of gas from the yeast lift the dough."], ["The oven then keeps the bubbles in place.", "Leave the dough in a warm place for an hour."], ["Bread rises because the baker shouts at it."]),
        "pt-BR": ("como o pão cresce", "fermento|gás", ["O fermento come o açúcar da massa e faz gás, que enche a massa.", "Pequenas bolhas de gás do fermento levantam a massa."], ["Depois o forno segura as bolhas no lugar.", "Deixe a massa em um lugar quente por uma hora."], ["O pão cresce porque o padeiro grita com ele."]),
        "id": ("bagaimana roti mengembang", "ragi|gas", ["Ragi memakan gula di adonan dan membuat gas, lalu adonan mengembang.", "Gelembung gas dari ragi mengangkat adonan."], ["Oven lalu menjaga gelembung tetap di tempatnya.", "Diamkan adonan di tempat hangat selama satu jam."], ["Roti mengembang karena tukang roti berteriak."]),
    },
    {
        "en": ("how bees make honey", "nectar", ["Bees collect nectar from flowers, carry it home and dry it with their wings.", "Honey is nectar that bees have dried and stored in wax cells."], ["It feeds them through the winter.", "One spoon is the work of many bees."], ["Bees buy honey at the market."]),
        "pt-BR": ("como as abelhas fazem mel", "néctar", ["As abelhas pegam néctar das flores, levam para casa e secam com as asas.", "O mel é néctar que as abelhas secaram e guardaram em cera."], ["Ele alimenta as abelhas no inverno.", "Uma colher é o trabalho de muitas abelhas."], ["As abelhas compram mel na feira."]),
        "id": ("bagaimana lebah membuat madu", "nektar", ["Lebah mengambil nektar dari bunga, membawanya pulang dan mengeringkannya dengan sayap.", "Madu adalah nektar yang dikeringkan lebah dan disimpan di lilin."], ["Madu itu makanan mereka saat tidak ada bunga.", "Satu sendok adalah hasil kerja banyak lebah."], ["Lebah membeli madu di pasar."]),
    },
    {
        "en": ("how a shadow is made", "light", ["Light travels straight, and a body in its way leaves a dark place behind.", "A shadow is the place where your body stops the light."], ["It is long when the sun is low.", "Hold your hand before a lamp and try it."], ["A shadow is made of black paint."]),
        "pt-BR": ("como se forma uma sombra", "luz", ["A luz anda reto, e um corpo no caminho deixa um lugar escuro atrás.", "A sombra é o lugar onde o seu corpo para a luz."], ["Ela é longa quando o sol está baixo.", "Ponha a mão na frente de uma lâmpada e veja."], ["A sombra é feita de tinta preta."]),
        "id": ("bagaimana bayangan terbentuk", "cahaya", ["Cahaya berjalan lurus, dan benda di jalannya membuat tempat gelap di belakang.", "Bayangan adalah tempat tubuhmu menahan cahaya."], ["Bayangan panjang saat matahari rendah.", "Coba taruh tanganmu di depan lampu."], ["Bayangan dibuat dari cat hitam."]),
    },
    {
        "en": ("how an echo works", "sound", ["Sound hits a wall and comes back to your ear a moment later.", "An echo is your own sound, thrown back by a big hard wall."], ["Soft curtains would swallow it.", "Try it in an empty hall."], ["An echo is a shy person who lives in the cave."]),
        "pt-BR": ("como funciona o eco", "som", ["O som bate em uma parede e volta ao seu ouvido um pouco depois.", "O eco é o seu próprio som, devolvido por uma parede grande e dura."], ["Cortinas macias engolem o eco.", "Tente em uma sala vazia."], ["O eco é uma pessoa tímida que mora na caverna."]),
        "id": ("bagaimana gema terjadi", "suara", ["Suara mengenai dinding dan kembali ke telingamu sesaat kemudian.", "Gema adalah suaramu sendiri yang dipantulkan dinding keras."], ["Tirai yang lembut menyerap gema.", "Cobalah di ruangan kosong."], ["Gema adalah orang pemalu yang tinggal di gua."]),
    },
    {
        "en": ("why the sea has tides", "moon", ["The moon pulls at the water, so the sea rises and falls twice a day.", "Tides come from the pull of the moon on the sea."], ["The sun helps a little.", "Fishermen read a table of tides before they go out."], ["Tides come from whales that jump together."]),
        "pt-BR": ("por que existem marés", "lua", ["A lua puxa a água, e por isso o mar sobe e desce duas vezes por dia.", "As marés vêm da força da lua sobre o mar."], ["O sol ajuda um pouco.", "Os pescadores olham a tábua das marés antes de sair."], ["As marés vêm de baleias que pulam juntas."]),
        "id": ("mengapa laut pasang dan surut", "bulan", ["Bulan menarik air, jadi laut naik dan turun dua kali sehari.", "Pasang surut terjadi karena tarikan bulan pada laut."], ["Matahari sedikit membantu.", "Nelayan melihat jadwal pasang sebelum berangkat."], ["Pasang surut terjadi karena paus melompat bersama."]),
    },
    {
        "en": ("why iron rusts", "oxygen", ["Iron joins with oxygen when it is wet and turns into a red powder.", "Water and oxygen eat slowly into the iron, and that is rust."], ["Paint or oil keeps the water away.", "Dry your tools after work."], ["Iron rusts because it wants to be red."]),
        "pt-BR": ("por que o ferro enferruja", "oxigênio", ["O ferro molhado se junta ao oxigênio e vira um pó vermelho.", "Água e oxigênio atacam o ferro devagar, e isso é a ferrugem."], ["Tinta ou óleo mantêm a água longe.", "Seque as ferramentas depois do trabalho."], ["O ferro enferruja porque quer ser vermelho."]),
        "id": ("mengapa besi berkarat", "oksigen", ["Besi yang basah bergabung dengan oksigen dan menjadi bubuk merah.", "Air dan oksigen memakan besi perlahan, dan itulah karat."], ["Cat atau minyak menjauhkan air.", "Keringkan alat setelah bekerja."], ["Besi berkarat karena ingin menjadi merah."]),
    },
    {
        "en": ("how soap cleans hands", "grease", ["One end of soap holds grease and the other end holds water, so the dirt is washed away.", "Soap breaks grease into small drops that water can carry off."], ["Wash for twenty seconds.", "Water alone slides over the grease."], ["Soap cleans because it smells nice."]),
        "pt-BR": ("como o sabão limpa as mãos", "gordura", ["Uma ponta do sabão pega a gordura e a outra pega a água, e a sujeira vai embora.", "O sabão quebra a gordura em gotas que a água leva."], ["Lave por vinte segundos.", "A água sozinha passa por cima da gordura."], ["O sabão limpa porque cheira bem."]),
        "id": ("bagaimana sabun membersihkan tangan", "lemak", ["Satu ujung sabun mengikat lemak dan ujung lain mengikat air, jadi kotoran terbawa.", "Sabun memecah lemak menjadi tetes kecil yang dibawa air."], ["Cuci selama dua puluh detik.", "Air saja tidak cukup untuk lemak."], ["Sabun membersihkan karena baunya enak."]),
    },
    {
        "en": ("what a password manager is", "passwords", ["It is a safe that keeps all your passwords behind one strong one.", "It remembers long passwords for you, so that each site has its own."], ["If one site is robbed, the others stay safe.", "You only learn one long sentence."], ["It is a person who guesses your secrets."]),
        "pt-BR": ("o que é um gerenciador de senhas", "senhas", ["É um cofre que guarda todas as suas senhas atrás de uma bem forte.", "Ele lembra senhas longas por você, uma para cada site."], ["Se um site for roubado, os outros ficam seguros.", "Você só decora uma frase longa."], ["É uma pessoa que adivinha segredos."]),
        "id": ("apa itu pengelola kata sandi", "sandi", ["Itu brankas yang menyimpan semua kata sandi di balik satu sandi kuat.", "Ia mengingat kata sandi panjang, satu untuk setiap situs."], ["Kalau satu situs dicuri, yang lain tetap aman.", "Kamu hanya menghafal satu kalimat panjang."], ["Itu orang yang menebak rahasia."]),
    },
    {
        "en": ("what a budget is", "money|spend", ["A budget is a plan that says what money comes in and what you may spend.", "It shows how to spend your money before it is gone."], ["Write down rent, food and savings first.", "Look at it again every month."], ["A budget is a kind of small bird."]),
        "pt-BR": ("o que é um orçamento", "dinheiro|gastar", ["O orçamento é um plano que diz quanto dinheiro entra e quanto se pode gastar.", "Ele mostra como gastar o dinheiro antes que acabe."], ["Anote primeiro aluguel, comida e poupança.", "Reveja todo mês."], ["O orçamento é um tipo de passarinho."]),
        "id": ("apa itu anggaran", "uang", ["Anggaran adalah rencana tentang uang yang masuk dan yang boleh dipakai.", "Anggaran menunjukkan cara memakai uang sebelum habis."], ["Tulis dulu sewa, makanan dan tabungan.", "Periksa lagi setiap bulan."], ["Anggaran adalah sejenis burung kecil."]),
    },
    {
        "en": ("why compost is good for a garden", "soil", ["Old leaves and peels turn into dark soil that feeds the plants.", "Compost gives back to the soil what the plants have taken."], ["It also holds water on dry days.", "Leave out meat and plastic."], ["Compost is good because it frightens the moon."]),
        "pt-BR": ("por que a compostagem faz bem ao jardim", "terra", ["Folhas velhas e cascas viram terra escura que alimenta as plantas.", "A compostagem devolve à terra o que as plantas tiraram."], ["Ela também guarda água nos dias secos.", "Não coloque carne nem plástico."], ["A compostagem faz bem porque assusta a lua."]),
        "id": ("mengapa kompos baik untuk kebun", "tanah", ["Daun tua dan kulit buah menjadi tanah gelap yang memberi makan tanaman.", "Kompos mengembalikan ke tanah apa yang diambil tanaman."], ["Kompos juga menyimpan air di hari kering.", "Jangan masukkan daging dan plastik."], ["Kompos baik karena menakuti bulan."]),
    },
    {
        "en": ("how a solar panel works", "light", ["Light pushes tiny parts of the panel, and that makes an electric current.", "The panel turns sunlight into electricity without smoke or noise."], ["Clouds make it weaker but do not stop it.", "A battery keeps some for the night."], ["A solar panel burns oil at night."]),
        "pt-BR": ("como funciona um painel solar", "luz", ["A luz empurra partes minúsculas do painel, e isso faz corrente elétrica.", "O painel transforma a luz do sol em eletricidade sem fumaça nem barulho."], ["As nuvens enfraquecem, mas não param o painel.", "Uma bateria guarda um pouco para a noite."], ["O painel solar queima óleo à noite."]),
        "id": ("bagaimana panel surya bekerja", "cahaya", ["Cahaya mendorong bagian kecil di panel dan membuat arus listrik.", "Panel mengubah cahaya matahari menjadi listrik tanpa asap dan suara."], ["Awan melemahkan panel tetapi tidak menghentikannya.", "Baterai menyimpan sedikit untuk malam."], ["Panel surya membakar minyak di malam hari."]),
    },
    {
        "en": ("why we sleep", "rest|brain", ["Sleep lets the body rest and the brain put the day in order.", "While we sleep the brain cleans up and the body grows and heals."], ["Children need more of it.", "After a short night it is hard to learn."], ["We sleep because beds are expensive."]),
        "pt-BR": ("por que dormimos", "descansar|cérebro", ["O sono deixa o corpo descansar e o cérebro pôr o dia em ordem.", "Enquanto dormimos, o cérebro se limpa e o corpo se cura."], ["As crianças precisam dormir mais.", "Depois de uma noite curta é difícil aprender."], ["Dormimos porque a cama é cara."]),
        "id": ("mengapa kita tidur", "istirahat|otak", ["Tidur memberi tubuh istirahat dan membantu otak merapikan hari.", "Saat kita tidur, otak membersihkan diri dan tubuh pulih."], ["Anak-anak butuh tidur lebih lama.", "Setelah malam yang pendek, sulit belajar."], ["Kita tidur karena ranjang itu mahal."]),
    },
]
