"""Given names, folded (no case, no accents): evidence that two capitalised words are a person and not a
place.

Never proof, and never needed where the page says who speaks; for Arabic, which has no capitals, the only
evidence.
To read a further language, add its common names.
"""

from __future__ import annotations

from whensafe.intake.people import fold_name

_NAMES = """
Adam Agnes Alan Albert Alex Alexander Alice Alison Amy Andrew Angela Ann Anna Anne Anthony Arthur Barbara
Ben Benjamin Brian Bruce Carl Carol Catherine Charles
Charlotte Chris Christina Christine Christopher Claire Clara Cristina Daniel David Deborah Dennis Diana
Donald Dorothy Edith Edward Eleanor Elizabeth Ellen Emily Emma Eric Ernest
Esther Eva Evelyn Florence Frances Francis Frank Fred Frederick George Grace Hannah Harold Harry Helen Henry
Howard Hugh Ian Irene Ivan Ivo Jack Jacob James Jane Janet Jason Jean
Jennifer Jessica Joan Joe John Jonathan Joseph Joshua Joyce Judith Julia Karen Kate Katherine Keith Kenneth
Kevin Laura Lawrence Leonard Lewis Linda Louis Louise Lucy Margaret Maria
Marian Marie Mark Martha Martin Mary Matthew Maurice Michael Michelle Mildred Nancy Nathan Nell Nicholas
Nina Noah Nora Norman Oliver Olivia Oscar Pamela Patricia Patrick Paul Paula
Peter Philip Rachel Ralph Raymond Rebecca Richard Robert Roger Ronald Rose Roy Ruth Samuel Sandra Sara Sarah
Scott Simon Sophia Stephen Steven Susan Teresa Theodore Thomas Timothy
Tom Tony Victor Victoria Vincent Walter William Wilfred
Олександр Олександра Олексій Олена Оксана Ольга Олег Остап Андрій Анна Ганна Анастасія Антон Богдан Богдана
Борис Валентин Валентина Валерій Варвара Василь Вадим Вікторія Віктор
Віра Віталій Володимир Галина Георгій Григорій Дарина Дарія Дмитро Денис Євген Євгенія Єва Зоя Зінаїда Іван
Іванна Ігор Ілля Інна Ірина Йосип Катерина Кирило Ксенія Лариса Леонід Леся
Лідія Любов Людмила Максим Марія Марина Марта Микита Микола Мирон Мирослава Михайло Надія Назар Наталія
Наталя Ніна Павло Параска Петро Поліна Раїса Роман Руслан Світлана Семен Сергій
Соломія Меланія Леокадія Юхим Корній Гнат Нестор Марко Опанас Пилип Явдоха Горпина Софія Степан Станіслав
Тарас Тамара Тетяна Уляна Федір Христина Юлія Юрій Яна Ярина Ярослав Ярослава
Александр Александра Алексей Алёна Андрей Анастасия Аркадий Вера Виктор Виктория Владимир Вячеслав Галина
Геннадий Георгий Григорий Дарья Дмитрий Евгений Евгения Екатерина Елена Елизавета
Зинаида Игорь Илья Ирина Кирилл Константин Ксения Лариса Лев Леонид Лидия Любовь Людмила Мария Марина
Маргарита Михаил Надежда Наталья Никита Николай Нина Оксана Олег Ольга Павел Пётр Раиса
Светлана Сергей Станислав Степан Татьяна Тимофей Фёдор Эдуард Юлия Юрий Яков Аляксандр Сяргей Мікола Алена
Вольга Кацярына Уладзімір
Adrien Alain André Antoine Aurélie Bernard Brigitte Camille Cécile Céline Chantal Claude Colette Delphine
Denis Dominique Élodie Émile Émilie Étienne Fabien Florian François Françoise Gabriel Geneviève
Georges Gérard Gilles Guillaume Guy Hélène Henri Hervé Hugo Isabelle Jacqueline Jacques Jean-Pierre Jeanne
Jérôme Julie Julien Laurent Léa Léon Luc Lucie Lucien Madeleine Maël Marcel Margaux Marguerite
Mathieu Mathilde Michèle Michel Monique Nathalie Nicolas Nicole Odile Olivier Pascal Philippe Pierre
Raymonde René Renée Simone Solweig Sophie Stéphane Suzanne Sylvie Thérèse Thierry Valérie Véronique Yves
Yvonne
Alberto Alejandra Alejandro Alfonso Alicia Álvaro Amalia Ana Andrés Ángel Ángela Antonio Beatriz Carlos
Carmen Carolina Catalina César Consuelo Cristóbal Diego Dolores Elena Emilio Enrique Ernesto Esteban
Federico Felipe Fernando Francisco Gloria Gonzalo Guadalupe Gustavo Ignacio Inés Isabel Javier Joaquín Jorge
José Josefa Josefina Juan Juana Lucía Luis Luisa Manuel Manuela Marcos Margarita Mariana Marta Mateo
Mercedes Miguel Mónica Nicolás Núria Montserrat Jordi Josep Joan Pere Mercè Pau Oriol Arnau Pablo Pedro
Pilar Rafael Ramón Raquel Ricardo Roberto Rocío Rodrigo Rosa Rosario Salvador Santiago Sergio Silvia Sofía
Susana
Tomás Verónica Vicente Ximena Yolanda
Andreas Anke Anneliese Birgit Bernd Brigitte Christa Christian Dieter Dietrich Elke Elisabeth Ernst Erika
Friedrich Fritz Gerda Gerhard Gertrud Greta Günter Hannelore Hans Heike Heinrich Heinz Helga Helmut Herbert
Hildegard Hinrich Horst Ilse Inge Ingrid Johann Johanna Johannes Jorinde Jörg Jürgen Karin Karl Katharina
Klaus Kurt Lieselotte Lotte Manfred Matthias Monika Otto Petra Rainer Renate Rolf Rudolf Sabine Siegfried
Stefan Susanne Thomas Ulrike Ursula Ute Walter Werner Wilhelm Wolfgang
Agnieszka Aleksandra Aleksander Andrzej Anna Barbara Bogdan Bożena Czesław Danuta Dariusz Dorota Elżbieta
Ewa Grażyna Grzegorz Halina Hanna Henryk Irena Jadwiga Jakub Jan Janina Janusz Jerzy Joanna Józef Katarzyna
Kazimierz Krystyna Krzysztof Leszek Łukasz Maciej Magdalena Małgorzata Marek Mariusz Marzena Michał Mirosław
Paweł Piotr Rafał Ryszard Stanisław Stanislav Stefania Szymon Tadeusz Teresa Tomasz Urszula Wanda Wiesława
Wiktor Witold Władysław Wojciech Zbigniew Zofia Olena Oksana Natalia Iryna Iryna Volodymyr Oleksandr Serhii
Serhiy Andriy Mykola Petro Taras Yurii Dmytro Oleh Halyna Tetiana Svitlana Ihor Vasyl Bohdan Maksym
Giovanni Giuseppe Giulia Francesca Francesco Paolo Luca Marco Alessandro João Joana António Tiago Beatriz Rui
محمد أحمد محمود علي عمر عثمان حسن حسين خالد سعيد سامي سمير سليم سليمان إبراهيم إسماعيل يوسف يعقوب موسى عيسى
داود زكريا نادر نبيل ناصر نزار نضال وليد وائل وسام وفاء هالة هاني هند هدى هيثم هشام
ياسر ياسين زياد زينب زهرة ريم رنا رامي رشيد رضا رائد رحاب طارق طلال عبد عادل عاطف عامر عدنان عزيز عصام علاء
عماد غسان غادة فادي فارس فاطمة فراس فريد فؤاد فيصل قاسم كريم كمال كامل لؤي ليلى لمى لينا ماجد
مازن مالك مأمون مجدي محسن مراد مروان مريم مصطفى معاذ منى منير مها ميساء نجوى ندى نهى نور نورا آمنة أمل أمين
أنس أنور إياد إيمان باسل باسم بدر بسام بشار بلال ثائر جابر جمال جميل جهاد جواد حامد حبيب حليمة
حمزة حنان خديجة خليل دانا دلال دينا ربى رباب رجاء رولا سارة سعاد سلمى سلوى سناء سهى سهير سوسن شادي شيماء
صالح صباح صفاء ضياء عائشة عبير عفاف عمار مهران ليان رامي يونس هالة سلام غيث تيم جود ريتا جورج إلياس بطرس حنا
مارون طوني شربل
"""

GIVEN: frozenset[str] = frozenset(folded[0] for name in _NAMES.split() if (folded := fold_name(name)))
