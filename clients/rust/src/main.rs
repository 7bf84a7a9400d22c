//! The generated client, against a running server.
use std::collections::HashSet;
use std::error::Error;

use demarche::apis::actors_api::{GetActorError, GetActorParams, get_actor};
use demarche::apis::configuration::Configuration;
use demarche::apis::exports_api::{ExportQuotesParams, export_quotes};
use demarche::apis::quotes_api::{GetQuoteParams, ListQuotesParams, get_quote, list_quotes};
use demarche::models::{ProblemCode, QuoteKind};

type Outcome = Result<(), Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let server = Configuration {
        base_path: std::env::var("DEMARCHE_URL")?,
        ..Configuration::default()
    };
    list(&server).await?;
    pages(&server).await?;
    record(&server).await?;
    problem(&server).await?;
    export(&server).await
}

async fn list(server: &Configuration) -> Outcome {
    let asked = ListQuotesParams {
        speaker: Some(vec!["zakharova".to_owned()]),
        kind: Some(vec![QuoteKind::Direct, QuoteKind::Mixed]),
        ..ListQuotesParams::default()
    };
    let answer = list_quotes(server, asked).await?;
    assert!(!answer.data.is_empty(), "Zakharova is quoted");
    assert!(
        answer
            .data
            .iter()
            .all(|quote| quote.kind != QuoteKind::Indirect),
        "the filter holds"
    );
    println!("list: {} quotes of Zakharova's", answer.data.len());
    Ok(())
}

async fn pages(server: &Configuration) -> Outcome {
    let mut ids = HashSet::new();
    let mut cursor = None;
    loop {
        let asked = ListQuotesParams {
            limit: Some(20),
            total: Some(true),
            cursor,
            ..ListQuotesParams::default()
        };
        let answer = list_quotes(server, asked).await?;
        ids.extend(answer.data.into_iter().map(|quote| quote.id));
        cursor = answer.page.next_cursor;
        if cursor.is_none() {
            let total = usize::try_from(answer.page.total.ok_or("no total")?)?;
            assert_eq!(ids.len(), total, "every record once");
            println!("pages: {total} quotes");
            return Ok(());
        }
    }
}

async fn record(server: &Configuration) -> Outcome {
    let asked = GetQuoteParams {
        quote_id: "zakharova-scheme-004".to_owned(),
        include: None,
    };
    let quote = get_quote(server, asked).await?;
    assert_eq!(
        quote.said.edtf.as_deref(),
        Some("2023-12-27"),
        "the day it was said"
    );
    println!("record: {}", quote.gist.unwrap_or_default());
    Ok(())
}

async fn problem(server: &Configuration) -> Outcome {
    let asked = GetActorParams {
        actor_id: "sakharova".to_owned(),
        include: None,
    };
    let Err(demarche::apis::Error::ResponseError(answer)) = get_actor(server, asked).await else {
        return Err("there is no such actor".into());
    };
    // The generated enum is untagged: whichever variant fits first holds the problem, and the status tells them apart.
    let Some(GetActorError::Status400(problem)) = answer.entity else {
        return Err(answer.content.into());
    };
    assert_eq!(answer.status.as_u16(), 404);
    assert_eq!(problem.code, ProblemCode::NoSuchRecord, "its code");
    let suggestion = problem
        .errors
        .first()
        .and_then(|note| note.suggestion.clone());
    println!(
        "problem: {}, suggests {}",
        problem.code,
        suggestion.unwrap_or_default()
    );
    Ok(())
}

async fn export(server: &Configuration) -> Outcome {
    let asked = ExportQuotesParams {
        speaker: Some(vec!["zakharova".to_owned()]),
        format: Some("ndjson".to_owned()),
        ..ExportQuotesParams::default()
    };
    let lines = export_quotes(server, asked).await?.text().await?;
    assert!(
        lines.contains("\"zakharova-scheme-004\""),
        "a record on each line"
    );
    println!("export: {} records on lines", lines.lines().count());
    Ok(())
}
