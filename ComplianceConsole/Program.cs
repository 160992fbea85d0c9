return await ComplianceConsole.ConsoleHost.RunAsync(args);
