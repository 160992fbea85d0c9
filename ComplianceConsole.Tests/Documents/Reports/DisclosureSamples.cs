using ComplianceConsole.Documents.Reports;
using NodaTime;

namespace ComplianceConsole.Tests.Documents.Reports;

/// <summary>Synthetic reports: a person with a long history, and one about whom nothing is held.</summary>
internal static class DisclosureSamples
{
    public const string Root = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly Instant s_registered = Instant.FromUtc(2023, 5, 4, 6, 12);

    public static DisclosureModel Empty() =>
        new()
        {
            Issuer = new DisclosureIssuer("Технополис орталығы", "010000, Астана қ., Сығанақ к-сі, 15-үй", "derbes@technopolis.example", "", "Әйгерім Қасымқызы"),
            ReportNumber = "D-2026-0042",
            PreparedAt = Pdfs.Now,
            Request = new DisclosureRequest(
                "R-2026-0117",
                "Нұрлан Ғабитұлы Өтегенов",
                ByRepresentative: false,
                Authority: "",
                "Электрондық пошта",
                Instant.FromUtc(2026, 3, 11, 5, 0),
                "Жеке куәлік көрсетілді",
                new LocalDate(2026, 3, 26)),
            Ledger = new LedgerState(18_204, Root, Pdfs.Now),
        };

    public static DisclosureModel Full(int consents = 24, int looks = 40) =>
        Empty() with
        {
            Subject = new DisclosureSubject("S-000193", "Нұрлан Өтегенов", "Белсенді", s_registered),
            Fields =
            [
                new HeldFieldGroup(
                    "Тұлға және байланыс",
                    [
                        Field("Тегі", "Өтегенов"),
                        Field("Аты", "Нұрлан"),
                        Field("Телефон нөмірі", "+77015550142"),
                        Field("Электрондық пошта", "nurlan.otegenov.with.a.long.address@subdomain.technopolis.example"),
                        Field("Құпиясөз", "Qwerty-secret-1", HeldFieldKind.Password),
                        Field("Банк картасының нөмірі", "4111 1111 1111 1111", HeldFieldKind.BankCard),
                    ]),
                new HeldFieldGroup(
                    "Компания деректері",
                    [
                        Field("Ұйымның атауы", "«Қызылжар» ЖШС <script>alert(1)</script>"),
                        Field("БСН", "240140999018"),
                        Field("Қызмет түрінің сипаттамасы", "Бағдарламалық қамтылымды әзірлеу; төлем картасы 5555 5555 5555 4444 шот үшін 😀"),
                        Field("Ресми интернет-ресурс", ""),
                    ]),
            ],
            Consents =
            [
                .. Enumerable.Range(0, consents).Select(i => new ConsentEvent(
                    s_registered.Plus(Duration.FromDays(i * 40)),
                    i == 0 ? "Тіркелу арқылы келісім берді" : i == 7 ? "Келісімді кері қайтарып алды" : $"Компания деректерін өзгерту арқылы келісімін растады ({i})",
                    i < 10 ? "2023-01" : "2024-06",
                    ["Тіркеу және сәйкестендіру", "Пайдаланушымен байланыс орнату"],
                    "Интернет-ресурс",
                    "«Тіркелу» батырмасы басылған",
                    BeginsGap: i == 7)),
            ],
            Transfers = [new TransferEntry(s_registered, "«Пошта қызметі» АҚ", "Аты-жөні, мекенжайы", "Хат жеткізу", "Пайдаланушының келісімі", "Германия")],
            Requests = [new RequestEntry("R-2026-0117", "Дербес деректерді ашу", Instant.FromUtc(2026, 3, 11, 5, 0), "Жұмыс істелуде")],
            Corrections =
            [
                new CorrectionEntry(Instant.FromUtc(2025, 2, 3, 4, 0), "Тегі", HeldFieldKind.Plain, "Утегенов", "Өтегенов", "Жеке куәліктің көшірмесі", "Субъект"),
            ],
            Access =
            [
                .. Enumerable.Range(0, looks).Select(i => new AccessEntry(
                    s_registered.Plus(Duration.FromHours(700 * i)),
                    i % 3 == 0 ? "Жауапты адам" : "Қызметкер",
                    "Пайдалану",
                    "Пайдаланушының сұрауын өңдеу")),
            ],
            Retention = [new RetentionEntry("Барлық өрістер", "Келісім кері қайтарып алынғанға дейін", "Саясаттың 6.3-тармағы")],
        };

    private static HeldField Field(string name, string value, HeldFieldKind kind = HeldFieldKind.Plain) =>
        new(name, value, kind, ["Тіркеу және сәйкестендіру", "Пайдаланушымен байланыс орнату"], "Пайдаланушының келісімі", "Тіркеу нысаны", s_registered);
}
