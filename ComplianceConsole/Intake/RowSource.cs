using System.Security.Cryptography;
using System.Threading.Channels;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Intake.Files;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Intake;

/// <summary>The producing half of an import: reads, checks and seals rows while the other half writes the rows before them.</summary>
/// <param name="keyring">Knows whose external ids are held.</param>
/// <param name="sealer">Seals new subjects; null in a dry run.</param>
/// <param name="terms">The import's terms.</param>
internal sealed class RowSource(Keyring keyring, SubjectSealer? sealer, ImportTerms terms)
{
    /// <summary>How many rows go into one transaction.</summary>
    public const int BatchSize = 20_000;

    /// <summary>Reads the whole file into a channel, and completes it.</summary>
    /// <returns>Why it did not reach the end as it was surveyed; null when it did.</returns>
    public async Task<Refusal?> ReadAsync(
        ImportOrder order, FileSurvey survey, RowReader reader, ChannelWriter<ImportBatch> batches, CancellationToken cancellation)
    {
        try
        {
            using var sha = SHA256.Create();
            await using var hashed = new CryptoStream(order.File.OpenRead(), sha, CryptoStreamMode.Read);
            using var records = ImportFiles.Open(hashed);
            var (batch, isFirst) = (new ImportBatch(), true);
            while (records.Number < survey.Rows && records.Read())
            {
                batch.Rows.Add(reader.Read(records));
                if (batch.Rows.Count == order.BatchSize)
                {
                    Prepare(batch, isFirst);
                    await batches.WriteAsync(batch, cancellation);
                    (batch, isFirst) = (new ImportBatch(), false);
                }
            }

            if (records.Refusal is not null || records.Number < survey.Rows)
            {
                return new FileChanged();
            }

            Prepare(batch, isFirst);
            await batches.WriteAsync(batch, cancellation);
            return null;
        }
        catch (IOException)
        {
            return new FileUnreadable();
        }
        catch (Exception error) when (error is SqliteException or StoreException or CryptographicException)
        {
            return new StoreUnavailable();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The writing half has ended and knows why.
            return null;
        }
        finally
        {
            batches.Complete();
        }
    }

    // Tells rows of known subjects from those of new ones, and seals these. While nothing is written yet no core need be left for it; later one
    // is, since whoever blocks a record waits for the batch that is being written.
    private void Prepare(ImportBatch batch, bool isFirst)
    {
        var fresh = new List<ImportRow>();
        var rows = batch.Rows.FindAll(row => !row.IsRejected);
        var owners = keyring.FindOwners(IdentifierKind.ExternalId, rows.ConvertAll(CanonicalExternalId));
        for (var i = 0; i < rows.Count; i++)
        {
            if (owners[i] is { } subject)
            {
                batch.Known.Add(new Match(rows[i], subject));
            }
            else
            {
                fresh.Add(rows[i]);
            }
        }

        var threads = isFirst ? Environment.ProcessorCount : Math.Max(1, Environment.ProcessorCount - 1);
        var subjects = sealer?.SealAll(fresh, terms.SubjectOf, threads);
        for (var i = 0; i < fresh.Count; i++)
        {
            batch.New.Add((fresh[i], subjects?[i]));
        }
    }

    /// <summary>The subject that holds a row's external id, if any.</summary>
    public long? Owner(ImportRow row) =>
        keyring.FindSubjects(IdentifierKind.ExternalId, CanonicalExternalId(row), 1) is [var subject] ? subject : null;

    private static string CanonicalExternalId(ImportRow row) => Identifiers.Canonical(IdentifierKind.ExternalId, row.ExternalId);
}
